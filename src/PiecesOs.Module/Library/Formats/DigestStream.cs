using System.Security.Cryptography;

namespace PiecesOs.Module;

/// <summary>Computes the digest of what is written to it, and passes it to another stream if there is one.</summary>
internal sealed class DigestStream(Stream? inner = null) : Stream
{
    private readonly IncrementalHash _hash = FileDigest.CreateHash();
    private long _size;

    /// <summary>Computes the digest of what a method writes.</summary>
    public static FileDigest Of(Action<Stream> write)
    {
        using var stream = new DigestStream();
        write(stream);
        return stream.Finish();
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _size;

    public override long Position
    {
        get => _size;
        set => throw new NotSupportedException();
    }

    /// <summary>The digest of everything that was written.</summary>
    public FileDigest Finish() => FileDigest.From(_hash, _size);

    public override void Write(byte[] buffer, int offset, int count)
    {
        _hash.AppendData(buffer, offset, count);
        _size += count;
        inner?.Write(buffer, offset, count);
    }

    public override void Flush() => inner?.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
