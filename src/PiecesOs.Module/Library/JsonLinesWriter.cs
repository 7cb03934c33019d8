using System.Security.Cryptography;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Writes assets or shares as lines of JSON, with every member as the server sent it, and computes the hash of the file.</summary>
internal sealed class JsonLinesWriter : Stream
{
    private static readonly byte[] s_lineEnd = [(byte)'\n'];

    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = FileDigest.CreateHash();

    /// <summary>Creates a file.</summary>
    public JsonLinesWriter(string path)
    {
        _path = path;
        FileStream? file = null;
        OutputFile.Attempt(path, () => file = OutputFile.Create(path, FileShare.Read, 64 * 1024));
        _file = file!;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>Adds a line.</summary>
    public void Write(PiecesResource resource)
    {
        resource.WriteTo(this);
        WriteRaw(s_lineEnd, 0, 1);
    }

    /// <summary>Adds JSON to the line. A line break becomes a space, because in valid JSON it is always between tokens.</summary>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (buffer.AsSpan(offset, count).IndexOfAny((byte)'\r', (byte)'\n') >= 0)
            (buffer, offset) = (WithoutLineBreaks(buffer.AsSpan(offset, count)), 0);
        WriteRaw(buffer, offset, count);
    }

    /// <summary>Completes the file and flushes it to the disk.</summary>
    public FileDigest Finish()
    {
        OutputFile.Attempt(_path, () => _file.Flush(flushToDisk: true));
        return FileDigest.From(_hash, _file.Position);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() => OutputFile.Attempt(_path, _file.Flush);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();

            // Disposing writes the rest of the buffer, which fails again on a full disk.
            OutputFile.Attempt(_path, _file.Dispose);
        }

        base.Dispose(disposing);
    }

    private static byte[] WithoutLineBreaks(ReadOnlySpan<byte> json)
    {
        var line = json.ToArray();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is (byte)'\r' or (byte)'\n')
                line[i] = (byte)' ';
        }

        return line;
    }

    private void WriteRaw(byte[] buffer, int offset, int count)
    {
        _hash.AppendData(buffer, offset, count);
        OutputFile.Attempt(_path, () => _file.Write(buffer, offset, count));
    }
}
