namespace System.Management.Automation;

public sealed class PSModuleInfo
{
    public PSModuleInfo(bool linkToGlobal)
    {
    }

    public PSModuleInfo(string name, string path, Version version)
    {
        Name = name;
        Path = path;
        Version = version;
    }

    public string Name { get; } = "";

    public string Path { get; } = "";

    public string ModuleBase => System.IO.Path.GetDirectoryName(Path) ?? "";

    public Version Version { get; } = new(0, 0);

    public object? PrivateData { get; set; }

    public override string ToString() => Name;
}
