using System.Text;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>
/// The record of the files that exports wrote to a folder, in <c>.pieces-export.json</c>. While an export runs, each file is added to a
/// journal before it gets its name, so that the next export recognizes it after an interruption. Paths ignore case, because many file
/// systems do.
/// </summary>
internal sealed class GeneratedFileRecord : IDisposable
{
    private const string FileName = ".pieces-export.json";
    private const string JournalName = ".pieces-export.journal";

    private readonly string _path;
    private readonly string _journalPath;
    private readonly string _form;
    private readonly Dictionary<string, Dictionary<string, GeneratedFile>> _forms = new(StringComparer.Ordinal);
    private FileStream? _journal;

    private GeneratedFileRecord(string folder, LibraryForm form)
    {
        _path = Path.Combine(folder, FileName);
        _journalPath = Path.Combine(folder, JournalName);
        _form = form.ToString();
        _forms[_form] = NewFiles();
    }

    /// <summary>The files of this form.</summary>
    public IReadOnlyCollection<GeneratedFile> Files => _forms[_form].Values;

    /// <summary>Whether a folder has a record.</summary>
    public static bool ExistsIn(string folder) => File.Exists(Path.Combine(folder, FileName)) || File.Exists(Path.Combine(folder, JournalName));

    /// <summary>Reads the record of a folder, and the journal of an interrupted export.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="form">The form that is exported now.</param>
    /// <param name="ignoreDamage">Whether to ignore a record that is damaged.</param>
    /// <exception cref="InputException">The record is damaged.</exception>
    public static GeneratedFileRecord Open(string folder, LibraryForm form, bool ignoreDamage)
    {
        var record = new GeneratedFileRecord(folder, form);
        OutputFile.Attempt(record._path, () =>
        {
            if (File.Exists(record._path))
                record.Read(ignoreDamage);
            if (File.Exists(record._journalPath))
                record.ReadJournal();
        });
        return record;
    }

    /// <summary>The file with this path, or <see langword="null"/> if no export wrote it.</summary>
    public GeneratedFile? Find(string path) => _forms[_form].TryGetValue(path, out var file) ? file : null;

    /// <summary>Adds a file to the journal.</summary>
    public void Announce(string path, FileDigest digest) => OutputFile.Attempt(_journalPath, () =>
    {
        _journal ??= new FileStream(_journalPath, FileMode.Append, FileAccess.Write, FileShare.Read);
        var line = Encoding.UTF8.GetBytes($"{{\"form\":{JsonQuote.Of(_form)},\"path\":{JsonQuote.Of(path)},\"sha256\":{JsonQuote.Of(digest.Sha256)}}}\n");
        _journal.Write(line, 0, line.Length);
        _journal.Flush();
    });

    /// <summary>Replaces the files of this form, writes the record, and deletes the journal.</summary>
    public void Save(IEnumerable<GeneratedFile> files)
    {
        _forms[_form] = NewFiles();
        foreach (var file in files)
            _forms[_form][file.Path] = file;
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true }))
            WriteTo(writer);
        content.Position = 0;
        OutputFile.Write(_path, content, overwrite: true);
        Dispose();
        OutputFile.Attempt(_journalPath, () => File.Delete(_journalPath));
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose()
    {
        _journal?.Dispose();
        _journal = null;
    }

    private static Dictionary<string, GeneratedFile> NewFiles() => new(StringComparer.OrdinalIgnoreCase);

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", 1);
        writer.WriteStartObject("forms");
        foreach (var form in _forms.Where(static form => form.Value.Count > 0).OrderBy(static form => form.Key, StringComparer.Ordinal))
        {
            writer.WriteStartArray(form.Key);
            foreach (var file in form.Value.Values.OrderBy(static file => file.Path, StringComparer.Ordinal))
            {
                foreach (var hash in file.Hashes)
                {
                    writer.WriteStartObject();
                    writer.WriteString("path", file.Path);
                    writer.WriteString("sha256", hash);
                    writer.WriteEndObject();
                }
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Read(bool ignoreDamage)
    {
        try
        {
            using var stream = File.OpenRead(_path);
            using var document = JsonDocument.Parse(stream);
            foreach (var form in document.RootElement.GetProperty("forms").EnumerateObject())
            {
                foreach (var file in form.Value.EnumerateArray())
                    Add(form.Name, file);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            if (!ignoreDamage)
                throw LibraryErrors.FileRecordDamaged(_path, e);
        }
    }

    private void ReadJournal()
    {
        foreach (var line in File.ReadLines(_journalPath))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                Add(document.RootElement.GetProperty("form").GetString() ?? string.Empty, document.RootElement);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                // The export was interrupted while it wrote this line, so the file does not have its name yet.
            }
        }
    }

    private void Add(string form, JsonElement file)
    {
        if (file.GetProperty("path").GetString() is not { Length: > 0 } path || file.GetProperty("sha256").GetString() is not { Length: > 0 } hash)
            return;
        if (!_forms.TryGetValue(form, out var files))
            _forms[form] = files = NewFiles();
        files[path] = files.TryGetValue(path, out var known)
            ? known with { Hashes = [.. known.Hashes.Where(other => other != hash), hash] }
            : new GeneratedFile(path, [hash]);
    }
}

/// <summary>A file that an earlier export wrote, or was about to write when it was interrupted.</summary>
/// <param name="Path">Its path in the folder.</param>
/// <param name="Hashes">The SHA-256 of each content that an export gave it and that it can have now.</param>
internal sealed record GeneratedFile(string Path, IReadOnlyList<string> Hashes);
