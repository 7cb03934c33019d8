namespace PiecesOs.Module;

/// <summary>The files in the folder of an export. The files that a manifest names are never changed while the manifest exists.</summary>
internal sealed class ExportFolder(string path)
{
    private const string AssetsName = "assets.jsonl";
    private const string ManifestName = "manifest.json";
    private const string NextManifestName = "manifest.json.next";
    private const string ContentName = "content";
    private const string SharesName = "shares.jsonl";
    private const string LinksName = "links.csv";
    private const string LinkContentName = "links";
    private const string ReportName = "report.md";

    /// <summary>The folder.</summary>
    public string Root { get; } = path;

    /// <summary>The assets, one line of JSON each.</summary>
    public string Assets { get; } = Path.Combine(path, AssetsName);

    /// <summary>The temporary name of the assets file.</summary>
    public string UnfinishedAssets { get; } = Path.Combine(path, AssetsName + OutputFile.UnfinishedExtension);

    /// <summary>The manifest, with hashes.</summary>
    public string Manifest { get; } = Path.Combine(path, ManifestName);

    /// <summary>The temporary name of the manifest.</summary>
    public string UnfinishedManifest { get; } = Path.Combine(path, ManifestName + OutputFile.UnfinishedExtension);

    /// <summary>The assets file rewritten with the data that the list omitted.</summary>
    public string CompletedAssets { get; } = Path.Combine(path, "assets.jsonl.completed" + OutputFile.UnfinishedExtension);

    /// <summary>The manifest of that file.</summary>
    public string CompletedManifest { get; } = Path.Combine(path, "manifest.json.completed" + OutputFile.UnfinishedExtension);

    /// <summary>The manifest of a completed export that has replaced the earlier one, until its files have their final names.</summary>
    public string NextManifest { get; } = Path.Combine(path, NextManifestName);

    /// <summary>The path of the manifest of the current export.</summary>
    public string CurrentManifest => File.Exists(NextManifest) ? NextManifest : Manifest;

    /// <summary>The path of the assets file of the current export.</summary>
    public string CurrentAssets => File.Exists(NextManifest) && File.Exists(UnfinishedAssets) ? UnfinishedAssets : Assets;

    /// <summary>The shares, one line of JSON each.</summary>
    public string Shares { get; } = Path.Combine(path, SharesName);

    /// <summary>The temporary name of the file of the shares.</summary>
    public string UnfinishedShares { get; } = Path.Combine(path, SharesName + OutputFile.UnfinishedExtension);

    /// <summary>The path of the shares of the current export.</summary>
    public string CurrentShares => File.Exists(NextManifest) && File.Exists(UnfinishedShares) ? UnfinishedShares : Shares;

    /// <summary>The list of the links, for a spreadsheet.</summary>
    public string Links { get; } = Path.Combine(path, LinksName);

    /// <summary>The folder with what links show, if it is not among the assets.</summary>
    public string LinkContents { get; } = Path.Combine(path, LinkContentName);

    /// <summary>The report.</summary>
    public string Report { get; } = Path.Combine(path, ReportName);

    /// <summary>The lock file; see <see cref="ExportLock"/>.</summary>
    public string Lock { get; } = Path.Combine(path, ".export.lock");

    /// <summary>The file that names the process that holds the lock.</summary>
    public string LockOwner { get; } = Path.Combine(path, ".export.owner");

    /// <summary>The folder for content files.</summary>
    public string Contents { get; } = Path.Combine(path, ContentName);

    /// <summary>The path of a content file.</summary>
    public string ContentFile(string name) => Path.Combine(Contents, name);

    /// <summary>Whether the folder contains nothing else: it does not exist, is empty, or contains a complete or incomplete export.</summary>
    public bool IsFreeToUse()
    {
        if (!Directory.Exists(Root))
            return true;
        string[] own =
        [
            AssetsName, Path.GetFileName(UnfinishedAssets), Path.GetFileName(CompletedAssets),
            ManifestName, NextManifestName, Path.GetFileName(UnfinishedManifest), Path.GetFileName(CompletedManifest),
            ContentName, SharesName, Path.GetFileName(UnfinishedShares), LinksName, LinkContentName, ReportName,
        ];

        // Names that start with a dot are ignored, such as .git and .DS_Store.
        var names = Directory.EnumerateFileSystemEntries(Root).Select(static entry => Path.GetFileName(entry)!)
            .Where(static name => !name.StartsWith(".", StringComparison.Ordinal)).Take(own.Length + 1).ToArray();
        return names.Length == 0 || (names.All(name => own.Contains(name, StringComparer.Ordinal)) && (File.Exists(Assets) || File.Exists(UnfinishedAssets)));
    }

    /// <summary>Creates the folders, completes an interrupted replacement, and removes incomplete files of a killed run.</summary>
    /// <exception cref="InputException">The folder of the contents is a symbolic link, or the folder cannot be written.</exception>
    public void Prepare() => OutputFile.Attempt(Root, () =>
    {
        if (OutputFile.IsLink(new DirectoryInfo(Contents)))
            throw LibraryErrors.FolderIsLink(Contents);
        Directory.CreateDirectory(Contents);
        if (File.Exists(NextManifest))
            UseNext();
        foreach (var leftover in Directory.EnumerateFiles(Contents, ".*" + OutputFile.UnfinishedExtension))
            File.Delete(leftover);
        File.Delete(CompletedAssets);
        File.Delete(CompletedManifest);
    });

    /// <summary>Replaces the files that were written while the list arrived by the completed ones.</summary>
    public void UseCompleted() => OutputFile.Attempt(Root, () =>
    {
        OutputFile.Move(CompletedAssets, UnfinishedAssets, overwrite: true);
        OutputFile.Move(CompletedManifest, UnfinishedManifest, overwrite: true);
    });

    /// <summary>
    /// Replaces the earlier export. The first step is the commit: after the manifest has its next name, the new export is the current
    /// one. Whoever opens the folder after an interruption completes the other steps or reads the files where they are.
    /// </summary>
    public void Finish() => OutputFile.Attempt(Root, () =>
    {
        OutputFile.Move(UnfinishedManifest, NextManifest, overwrite: true);
        UseNext();
    });

    private void UseNext()
    {
        if (File.Exists(UnfinishedAssets))
            OutputFile.Move(UnfinishedAssets, Assets, overwrite: true);
        if (File.Exists(UnfinishedShares))
            OutputFile.Move(UnfinishedShares, Shares, overwrite: true);
        OutputFile.Move(NextManifest, Manifest, overwrite: true);
    }
}
