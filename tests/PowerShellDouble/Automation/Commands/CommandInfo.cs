namespace System.Management.Automation;

public abstract class CommandInfo
{
    internal CommandInfo(string name, CommandTypes type)
    {
        Name = name;
        CommandType = type;
    }

    public string Name { get; }

    public CommandTypes CommandType { get; }

    public PSModuleInfo? Module { get; internal set; }

    public string ModuleName => Module?.Name ?? "";

    public override string ToString() => Name;
}
