using System.Text.Encodings.Web;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>A JSON file of a form. It is in a temporary file until it is complete, because it can be larger than the memory.</summary>
internal sealed class JsonOutput : IDisposable
{
    private const int FlushSize = 64 * 1024;

    private readonly GeneratedFiles _files;
    private readonly FileStream _temporary;

    /// <summary>Creates the writer.</summary>
    public JsonOutput(GeneratedFiles files)
    {
        _files = files;
        _temporary = files.CreateTemporary();
        Writer = new Utf8JsonWriter(_temporary, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true });
    }

    /// <summary>Writes the JSON.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Moves what was written out of memory.</summary>
    public void Flush()
    {
        if (Writer.BytesPending > FlushSize)
            OutputFile.Attempt(_temporary.Name, Writer.Flush);
    }

    /// <summary>Completes the JSON and writes it to a file of the form.</summary>
    public void Save(string path)
    {
        OutputFile.Attempt(_temporary.Name, Writer.Flush);
        _files.Write(path, output =>
        {
            _temporary.Position = 0;
            _temporary.CopyTo(output);
        });
    }

    public void Dispose()
    {
        Writer.Dispose();
        _temporary.Dispose();
    }
}
