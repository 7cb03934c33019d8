using System;
using System.IO;
using System.Linq;

namespace PiecesOs.Module;

/// <summary>What lies where in the folder of an export. A manifest is there only while all files are as it says.</summary>
internal sealed class ExportFolder(string path)
{
    private const string AssetsName = "assets.jsonl";
    private const string ManifestName = "manifest.json";
    private const string ContentName = "content";

    /// <summary>The folder.</summary>
    public string Root { get; } = path;

    /// <summary>The assets, each a line of JSON.</summary>
    public string Assets { get; } = Path.Combine(path, AssetsName);

    /// <summary>The same while it is written.</summary>
    public string UnfinishedAssets { get; } = Path.Combine(path, AssetsName + OutputFile.UnfinishedExtension);

    /// <summary>What there is, with hashes.</summary>
    public string Manifest { get; } = Path.Combine(path, ManifestName);

    /// <summary>The same while it is written.</summary>
    public string UnfinishedManifest { get; } = Path.Combine(path, ManifestName + OutputFile.UnfinishedExtension);

    /// <summary>The assets once more, with what the list left out.</summary>
    public string CompletedAssets { get; } = Path.Combine(path, "assets.jsonl.completed" + OutputFile.UnfinishedExtension);

    /// <summary>The manifest that belongs to them.</summary>
    public string CompletedManifest { get; } = Path.Combine(path, "manifest.json.completed" + OutputFile.UnfinishedExtension);

    /// <summary>The folder of the contents.</summary>
    public string Contents { get; } = Path.Combine(path, ContentName);

    /// <summary>The file of one content.</summary>
    public string ContentFile(string name) => Path.Combine(Contents, name);

    /// <summary>Whether nothing else is there: the folder is missing or empty, or holds an export, finished or not.</summary>
    public bool IsFreeToUse()
    {
        if (!Directory.Exists(Root))
            return true;
        string[] own =
        [
            AssetsName, Path.GetFileName(UnfinishedAssets), Path.GetFileName(CompletedAssets),
            ManifestName, Path.GetFileName(UnfinishedManifest), Path.GetFileName(CompletedManifest),
            ContentName,
        ];

        // What starts with a dot is not about the content of a folder: .git, .DS_Store.
        var names = Directory.EnumerateFileSystemEntries(Root).Select(static entry => Path.GetFileName(entry)!)
            .Where(static name => !name.StartsWith(".", StringComparison.Ordinal)).Take(own.Length + 1).ToArray();
        return names.Length == 0 || (names.All(name => own.Contains(name, StringComparer.Ordinal)) && (File.Exists(Assets) || File.Exists(UnfinishedAssets)));
    }

    /// <summary>Makes the folders, and removes what a run that was ended by force left half written.</summary>
    public void Prepare() => OutputFile.Attempt(Root, () =>
    {
        Directory.CreateDirectory(Contents);
        foreach (var leftover in Directory.EnumerateFiles(Contents, ".*" + OutputFile.UnfinishedExtension))
            File.Delete(leftover);
        File.Delete(CompletedAssets);
        File.Delete(CompletedManifest);
    });

    /// <summary>From now on the files are not as an earlier manifest says.</summary>
    public void ForgetManifest() => OutputFile.Attempt(Manifest, () => File.Delete(Manifest));

    /// <summary>Puts the completed files in the place of those that were written while the list arrived.</summary>
    public void UseCompleted() => OutputFile.Attempt(Root, () =>
    {
        OutputFile.Move(CompletedAssets, UnfinishedAssets, overwrite: true);
        OutputFile.Move(CompletedManifest, UnfinishedManifest, overwrite: true);
    });

    /// <summary>Puts finished files in their places, the manifest last.</summary>
    public void Finish() => OutputFile.Attempt(Root, () =>
    {
        File.Delete(Manifest);
        OutputFile.Move(UnfinishedAssets, Assets, overwrite: true);
        OutputFile.Move(UnfinishedManifest, Manifest, overwrite: true);
    });
}
