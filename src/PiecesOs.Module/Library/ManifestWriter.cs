using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>Writes a manifest during the export, so that it is never in memory as a whole.</summary>
internal sealed class ManifestWriter : IDisposable
{
    /// <summary>The format version. Increased when older modules can no longer read the manifest.</summary>
    public const int FormatVersion = 1;

    private const int FlushAt = 32 * 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _writer;

    /// <summary>Creates a manifest.</summary>
    public ManifestWriter(string path, ExportedServer source)
    {
        _path = path;
        FileStream? file = null;
        OutputFile.Attempt(path, () => file = OutputFile.Create(path, FileShare.Read, 4096));
        _file = file!;
        _writer = new Utf8JsonWriter(_file, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        _writer.WriteStartObject();
        _writer.WriteNumber("formatVersion", FormatVersion);

        // Without a user name and password, which an address can contain.
        _writer.WriteString("source", source.Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
        _writer.WriteString("piecesOsVersion", source.Version);
        _writer.WriteString("created", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        _writer.WriteStartArray("assets");
    }

    /// <summary>Adds an asset.</summary>
    public void Write(ManifestEntry entry)
    {
        entry.WriteTo(_writer);
        if (_writer.BytesPending > FlushAt)
            OutputFile.Attempt(_path, _writer.Flush);
    }

    /// <summary>Completes the manifest and flushes it to the disk.</summary>
    /// <param name="assets">The digest of the assets file.</param>
    /// <param name="shares">The digest of the file of the shares.</param>
    /// <param name="counts">The counts of the export.</param>
    /// <param name="shareCount">The number of shares.</param>
    /// <param name="server">The counts of the server.</param>
    /// <param name="problems">What the export lacks.</param>
    public void Finish(FileDigest assets, FileDigest shares, ExportCounts counts, int shareCount, ServerCounts server, ExportProblems problems)
    {
        _writer.WriteEndArray();
        WriteFile("assetsFile", assets);
        WriteFile("sharesFile", shares);

        _writer.WriteStartObject("counts");
        _writer.WriteNumber("assets", counts.Assets);
        _writer.WriteNumber("contents", counts.Contents);
        _writer.WriteNumber("withoutContent", counts.WithoutContent);
        _writer.WriteNumber("shares", shareCount);
        _writer.WriteNumber("missing", problems.Missing.Count);
        _writer.WriteNumber("unreadable", problems.Unreadable.Count);
        _writer.WriteNumber("noLongerListed", counts.NoLongerListed);
        _writer.WriteNumber("bytes", counts.Bytes);
        _writer.WriteEndObject();

        _writer.WriteStartObject("serverCounts");
        WriteCount("list", server.List);
        WriteCount("identifiers", server.Identifiers);
        WriteCount("metrics", server.Metrics);
        _writer.WriteEndObject();
        WriteProblems("missing", problems.Missing);
        WriteProblems("unreadable", problems.Unreadable);
        _writer.WriteEndObject();

        OutputFile.Attempt(_path, () =>
        {
            _writer.Flush();
            _file.Flush(flushToDisk: true);
        });
    }

    private void WriteFile(string name, FileDigest digest)
    {
        _writer.WriteStartObject(name);
        _writer.WriteNumber("bytes", digest.Bytes);
        _writer.WriteString("sha256", digest.Sha256);
        _writer.WriteEndObject();
    }

    private void WriteCount(string name, long? count)
    {
        if (count is { } known)
            _writer.WriteNumber(name, known);
    }

    private void WriteProblems(string name, IReadOnlyList<PiecesExportProblem> problems)
    {
        _writer.WriteStartArray(name);
        foreach (var problem in problems)
        {
            _writer.WriteStartObject();
            _writer.WriteString("id", problem.Id);
            _writer.WriteString("name", problem.Name);
            _writer.WriteString("reason", problem.Reason);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    /// <summary>Closes the file. A manifest without its end is not valid JSON, so that it is not mistaken for a complete one.</summary>
    public void Dispose()
    {
        _writer.Reset();
        _writer.Dispose();

        // Disposing writes the rest of the buffer, which fails again on a full disk.
        OutputFile.Attempt(_path, _file.Dispose);
    }
}
