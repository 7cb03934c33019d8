using System.Collections.ObjectModel;
using PowerShellDouble;

namespace System.Management.Automation;

public sealed class PathIntrinsics
{
    private static readonly PSDriveInfo FileSystem = new("/", new ProviderInfo("FileSystem"), "/");

    private readonly DoubleSession _session;

    internal PathIntrinsics(DoubleSession session) => _session = session;

    public PathInfo CurrentFileSystemLocation => new(FileSystem, _session.Location);

    public PathInfo CurrentLocation => CurrentFileSystemLocation;

    public PathInfo CurrentProviderLocation(string providerName) => CurrentFileSystemLocation;

    public string GetUnresolvedProviderPathFromPSPath(string path) =>
        GetUnresolvedProviderPathFromPSPath(path, out _, out _);

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out PSDriveInfo drive)
    {
        var rest = ProviderPath.Split(path, out drive);
        drive ??= FileSystem;
        provider = drive.Provider;
        return ReferenceEquals(drive, FileSystem) ? ProviderPath.Full(rest, _session.Location) : rest;
    }

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        var full = GetUnresolvedProviderPathFromPSPath(path, out provider, out var drive);
        if (!ReferenceEquals(drive, FileSystem))
            return [full];

        var found = ProviderPath.Glob(full);
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(path)
            ? found
            : throw new ItemNotFoundException($"Cannot find path '{full}' because it does not exist.");
    }

    public bool IsProviderQualified(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Contains("::", StringComparison.Ordinal);
    }
}
