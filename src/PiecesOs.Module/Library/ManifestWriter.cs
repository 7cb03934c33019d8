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
    public ManifestWriter(string path, Uri source, string? piecesOsVersion)
    {
        _path = path;
        FileStream? file = null;
        OutputFile.Attempt(path, () => file = OutputFile.Create(path, FileShare.Read, 4096));
        _file = file!;
        _writer = new Utf8JsonWriter(_file, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        _writer.WriteStartObject();
        _writer.WriteNumber("formatVersion", FormatVersion);

        // Without a user name and password, which an address can contain.
        _writer.WriteString("source", source.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
        _writer.WriteString("piecesOsVersion", piecesOsVersion);
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
    public void Finish(FileDigest assetsFile, ExportCounts counts)
    {
        _writer.WriteEndArray();
        _writer.WriteStartObject("assetsFile");
        _writer.WriteNumber("bytes", assetsFile.Bytes);
        _writer.WriteString("sha256", assetsFile.Sha256);
        _writer.WriteEndObject();

        _writer.WriteStartObject("counts");
        _writer.WriteNumber("assets", counts.Assets);
        _writer.WriteNumber("contents", counts.Contents);
        _writer.WriteNumber("withoutContent", counts.WithoutContent);
        _writer.WriteNumber("incomplete", counts.Incomplete);
        if (counts.Missing > 0)
            _writer.WriteNumber("missingOnServer", counts.Missing);
        _writer.WriteNumber("bytes", counts.Bytes);
        _writer.WriteEndObject();
        _writer.WriteEndObject();

        OutputFile.Attempt(_path, () =>
        {
            _writer.Flush();
            _file.Flush(flushToDisk: true);
        });
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
