namespace System.Management.Automation;

public class PSDriveInfo
{
    internal PSDriveInfo(string name, ProviderInfo provider, string root)
    {
        Name = name;
        Provider = provider;
        Root = root;
    }

    public string Name { get; }

    public ProviderInfo Provider { get; }

    public string Root { get; }

    public override string ToString() => Name;
}
