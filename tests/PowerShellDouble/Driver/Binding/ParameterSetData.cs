using System;
using System.Management.Automation;

namespace PowerShellDouble.Binding;

/// <summary>One ParameterAttribute; the flag is the bit of its parameter set, 0 where it is meant for all.</summary>
internal sealed class ParameterSetData(ParameterAttribute attribute)
{
    public ParameterAttribute Attribute => attribute;

    public uint Flag { get; set; }

    public bool IsAllSets { get; } =
        attribute.ParameterSetName.Equals(ParameterAttribute.AllParameterSets, StringComparison.OrdinalIgnoreCase);

    public bool TakesPipeline => attribute.ValueFromPipeline || attribute.ValueFromPipelineByPropertyName;
}
