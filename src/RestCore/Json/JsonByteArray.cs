namespace RestCore.Json;

/// <summary>The bytes of a JSON array of byte values. A long array is kept in a temporary file, which is deleted when this object is no longer referenced.</summary>
public sealed class JsonByteArray
{
    private readonly Stream _bytes;

    internal JsonByteArray(Stream bytes) => _bytes = bytes;

    /// <summary>How many bytes there are.</summary>
    public long Length => _bytes.Length;

    /// <summary>A new stream over the bytes.</summary>
    public Stream OpenRead() => new JsonByteArrayStream(this);

    /// <summary>All bytes in memory.</summary>
    /// <exception cref="IOException">There are more than an array can hold.</exception>
    public byte[] ToArray()
    {
        if (Length > int.MaxValue - 64)
            throw new IOException("The bytes do not fit into one array.");
        var bytes = new byte[Length];
        var length = 0;
        while (length < bytes.Length)
            length += Read(length, bytes, length, bytes.Length - length);
        return bytes;
    }

    /// <summary>Reads from a place; readers do not disturb each other.</summary>
    internal int Read(long position, byte[] buffer, int offset, int count)
    {
        lock (_bytes)
        {
            _bytes.Position = position;
            return _bytes.Read(buffer, offset, count);
        }
    }
}
