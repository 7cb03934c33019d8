using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>
/// The files of a form. A file appears under its name when it is complete, and a file that already has the right content is not
/// touched. Files of the user are never changed or deleted, including those that an export wrote and the user changed.
/// </summary>
internal sealed class GeneratedFiles : IDisposable
{
    private const int MaxNames = 3;
    private const int BufferSize = 64 * 1024;

    private static readonly Regex s_leftover = new($"^\\.[0-9a-f]{{32}}{Regex.Escape(OutputFile.UnfinishedExtension)}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly string _root;
    private readonly GeneratedFileRecord _record;
    private readonly bool _replaceChanged;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, GeneratedFile> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _checkedFolders = new(StringComparer.Ordinal);
    private readonly List<string> _keptNames = [];

    private GeneratedFiles(string root, GeneratedFileRecord record, bool replaceChanged, CancellationToken cancellationToken)
    {
        _root = root;
        _record = record;
        _replaceChanged = replaceChanged;
        _cancellationToken = cancellationToken;
    }

    private enum FileState
    {
        None,
        Same,
        Ours,
        Changed,
        Foreign,
    }

    /// <summary>Receives the number of files after each one.</summary>
    public Action<int>? OnFile { get; set; }

    /// <summary>The number of files of the form.</summary>
    public int FileCount => _current.Count;

    /// <summary>The number of files that the user changed and that were kept.</summary>
    public int KeptFileCount { get; private set; }

    /// <summary>The paths of the first of them.</summary>
    public IReadOnlyList<string> KeptNames => _keptNames;

    /// <summary>The number of assets in the form.</summary>
    public int AssetCount { get; private set; }

    /// <summary>The number of assets that the form cannot hold.</summary>
    public int LeftOutCount { get; private set; }

    /// <summary>Prepares a folder. The caller holds its lock.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="form">The form.</param>
    /// <param name="replaceChanged">Whether to replace files that the user changed.</param>
    /// <param name="cancellationToken">Cancels each write.</param>
    public static GeneratedFiles Open(string root, LibraryForm form, bool replaceChanged, CancellationToken cancellationToken)
    {
        OutputFile.Attempt(root, () =>
        {
            Directory.CreateDirectory(root);
            foreach (var path in Directory.EnumerateFiles(root, ".*" + OutputFile.UnfinishedExtension).Where(static path => s_leftover.IsMatch(Path.GetFileName(path))).ToArray())
                File.Delete(path);
        });
        return new GeneratedFiles(root, GeneratedFileRecord.Open(root, form, ignoreDamage: replaceChanged), replaceChanged, cancellationToken);
    }

    /// <summary>Counts an asset that the form holds.</summary>
    public void AddAsset() => AssetCount++;

    /// <summary>Counts an asset that the form cannot hold.</summary>
    public void AddLeftOut() => LeftOutCount++;

    /// <summary>Writes a file. If the user has a file with this name, another name is used.</summary>
    /// <param name="path">The path in the folder, with <c>/</c> between names that are safe.</param>
    /// <param name="write">Writes the content. It can be called twice.</param>
    /// <param name="modified">The time of the last change, for the file system.</param>
    /// <param name="created">The time of creation, for file systems that have it.</param>
    /// <returns>The path that was used.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public string Write(string path, Action<Stream> write, DateTimeOffset? modified = null, DateTimeOffset? created = null)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        OnFile?.Invoke(_current.Count);
        FileDigest? digest = null;
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? path : Numbered(path, number);
            if (_current.ContainsKey(candidate))
                continue;
            var earlier = _record.Find(candidate);

            // If only the case of the name changed, the file keeps its name: on many file systems it is the same file.
            candidate = earlier?.Path ?? candidate;
            switch (Examine(FullPath(candidate), earlier, () => digest ??= DigestStream.Of(write)))
            {
                case FileState.None or FileState.Ours:
                    digest = Replace(candidate, write, modified ?? created, created);
                    _current[candidate] = new GeneratedFile(candidate, [digest.Value.Sha256]);
                    return candidate;
                case FileState.Same:
                    _current[candidate] = new GeneratedFile(candidate, [digest!.Value.Sha256]);
                    return candidate;
                case FileState.Changed:
                    AddKept(candidate);
                    _current[candidate] = earlier!;
                    return candidate;
            }
        }
    }

    /// <summary>Creates a file in the folder that exists until it is closed.</summary>
    public FileStream CreateTemporary()
    {
        FileStream? file = null;
        var path = NewTemporaryPath();
        OutputFile.Attempt(path, () => file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose));
        return file!;
    }

    /// <summary>Deletes the files that the form no longer has, and saves the record. Call it only if the form is complete.</summary>
    public void Finish()
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _record.Files.Where(file => !_current.ContainsKey(file.Path)))
        {
            if (!IsSafe(file.Path) || HasLinkAbove(file.Path))
                continue;
            var path = FullPath(file.Path);
            switch (Examine(path, file, static () => default))
            {
                case FileState.Ours:
                    OutputFile.Attempt(path, () => File.Delete(path));
                    folders.Add(Path.GetDirectoryName(path)!);
                    break;
                case FileState.Changed:
                    AddKept(file.Path);
                    break;
            }
        }

        foreach (var folder in folders)
            DeleteEmpty(folder);
        _record.Save(_current.Values);
    }

    /// <summary>Closes the record.</summary>
    public void Dispose() => _record.Dispose();

    private FileState Examine(string path, GeneratedFile? earlier, Func<FileDigest> wanted)
    {
        var result = FileState.None;
        OutputFile.Attempt(path, () =>
        {
            var file = new FileInfo(path);
            if (OutputFile.IsLink(file) || Directory.Exists(path))
            {
                result = FileState.Foreign;
                return;
            }

            if (!file.Exists)
                return;
            var digest = FileDigest.OfFile(path, _cancellationToken);
            result = digest == wanted() ? FileState.Same
                : earlier is null ? FileState.Foreign
                : _replaceChanged || earlier.Hashes.Contains(digest.Sha256, StringComparer.Ordinal) ? FileState.Ours
                : FileState.Changed;
        });
        return result;
    }

    private FileDigest Replace(string path, Action<Stream> write, DateTimeOffset? modified, DateTimeOffset? created)
    {
        var full = FullPath(path);
        CreateFolders(path);
        var unfinished = NewTemporaryPath();
        FileDigest digest = default;
        OutputFile.Attempt(full, () =>
        {
            try
            {
                using (var file = OutputFile.Create(unfinished, bufferSize: BufferSize))
                using (var stream = new DigestStream(file))
                {
                    write(stream);
                    digest = stream.Finish();
                }

                SetTimes(unfinished, modified, created);
                _record.Announce(path, digest);
                OutputFile.Move(unfinished, full, overwrite: true);
            }
            catch
            {
                File.Delete(unfinished);
                throw;
            }
        });
        return digest;
    }

    private string NewTemporaryPath() => Path.Combine(_root, $".{Guid.NewGuid():N}{OutputFile.UnfinishedExtension}");

    private static void SetTimes(string path, DateTimeOffset? modified, DateTimeOffset? created)
    {
        try
        {
            // Where a file system has no time of creation, .NET sets the time of the last change, so that comes second.
            if (created is { } creation)
                File.SetCreationTimeUtc(path, creation.UtcDateTime);
            if (modified is { } change)
                File.SetLastWriteTimeUtc(path, change.UtcDateTime);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IOException or UnauthorizedAccessException)
        {
            // The file system does not support the time. The content is correct.
        }
    }

    private void CreateFolders(string path)
    {
        var names = path.Split('/');
        var folder = _root;
        for (var i = 0; i < names.Length - 1; i++)
        {
            folder = Path.Combine(folder, names[i]);
            if (!_checkedFolders.Add(folder))
                continue;
            if (OutputFile.IsLink(new DirectoryInfo(folder)))
                throw LibraryErrors.FolderIsLink(folder);
            OutputFile.Attempt(folder, () => Directory.CreateDirectory(folder));
        }
    }

    private bool HasLinkAbove(string path)
    {
        var names = path.Split('/');
        var folder = _root;
        for (var i = 0; i < names.Length - 1; i++)
        {
            folder = Path.Combine(folder, names[i]);
            if (OutputFile.IsLink(new DirectoryInfo(folder)))
                return true;
        }

        return false;
    }

    private void DeleteEmpty(string folder)
    {
        while (folder.Length > _root.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            var empty = folder;
            OutputFile.Attempt(empty, () => Directory.Delete(empty));
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private void AddKept(string path)
    {
        KeptFileCount++;
        if (_keptNames.Count < MaxNames)
            _keptNames.Add(path);
    }

    private string FullPath(string path) => IsSafe(path)
        ? Path.Combine([_root, .. path.Split('/')])
        : throw new InvalidOperationException($"'{path}' is not a path in the folder.");

    /// <summary>Whether a path stays in the folder. The record is not trusted.</summary>
    private static bool IsSafe(string path) =>
        path.IndexOfAny(['\\', ':', '\0']) < 0 && path.Split('/').All(static name => name is not ("" or "." or ".."));

    private static string Numbered(string path, int number)
    {
        var start = path.LastIndexOf('/') + 1;
        var dot = path.LastIndexOf('.');
        var end = dot > start ? dot : path.Length;
        return FormattableString.Invariant($"{path.Substring(0, end)} ({number}){path.Substring(end)}");
    }
}
