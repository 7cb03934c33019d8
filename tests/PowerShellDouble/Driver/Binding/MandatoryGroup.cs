using System.Collections.Generic;

namespace PowerShellDouble.Binding;

/// <summary>The mandatory parameters one parameter set still lacks while pipeline input is expected.</summary>
internal sealed class MandatoryGroup(uint set)
{
    public uint Set => set;

    public bool IsAllSets => set == BindingState.All;

    public List<CmdletParameter> NotFromPipeline { get; } = [];

    public bool ByValue { get; set; }

    public bool ByPropertyName { get; set; }

    public bool FromPipeline => ByValue || ByPropertyName;

    public bool In(uint sets) => IsAllSets || (set & sets) != 0;
}
