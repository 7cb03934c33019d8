namespace System.Management.Automation;

public sealed class PathInfo
{
    internal PathInfo(PSDriveInfo drive, string path)
    {
        Drive = drive;
        Path = path;
    }

    public PSDriveInfo Drive { get; }

    public ProviderInfo Provider => Drive.Provider;

    public string Path { get; }

    public string ProviderPath => Path;

    public override string ToString() => Path;
}
