using System.Reflection;

namespace System.Management.Automation;

public class CmdletInfo : CommandInfo
{
    public CmdletInfo(string name, Type implementingType)
        : base(name, CommandTypes.Cmdlet)
    {
        ArgumentNullException.ThrowIfNull(implementingType);
        ImplementingType = implementingType;
        DefaultParameterSet = implementingType.GetCustomAttribute<CmdletAttribute>()?.DefaultParameterSetName ?? "";
    }

    public Type ImplementingType { get; }

    public string DefaultParameterSet { get; }

    public string Verb => Name.Split('-')[0];

    public string Noun => Name[(Name.IndexOf('-', StringComparison.Ordinal) + 1)..];
}
