namespace PiecesOs.Server.Pieces.Content;

/// <summary>Bytes in chunks of at most 1 MiB, so that no size needs one huge array.</summary>
internal sealed class ChunkedBytes
{
    /// <summary>The size of every chunk but the last.</summary>
    public const int ChunkSize = 1024 * 1024;

    private const int FirstSize = 512;
    private readonly List<byte[]> _full = [];
    private byte[] _current = [];
    private int _used;

    /// <summary>How many bytes there are.</summary>
    public long Length => ((long)_full.Count * ChunkSize) + _used;

    public void Add(byte value)
    {
        if (_used == _current.Length)
            Grow(1);
        _current[_used++] = value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == _current.Length)
                Grow(bytes.Length);
            var part = bytes[..int.Min(bytes.Length, _current.Length - _used)];
            part.CopyTo(_current.AsSpan(_used));
            _used += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>The chunks in order, every one but the last of the full size.</summary>
    public IEnumerable<byte[]> Chunks()
    {
        foreach (var chunk in _full)
            yield return chunk;
        if (_used > 0)
            yield return _used == _current.Length ? _current : _current.AsSpan(0, _used).ToArray();
    }

    /// <summary>The first bytes, at most <paramref name="count"/>, without copying more than the first chunk.</summary>
    public ReadOnlySpan<byte> Head(int count)
    {
        var first = _full.Count > 0 ? _full[0].AsSpan() : _current.AsSpan(0, _used);
        return first[..int.Min(count, first.Length)];
    }

    private void Grow(int wanted)
    {
        if (_current.Length == ChunkSize)
        {
            _full.Add(_current);
            _current = new byte[ChunkSize];
            _used = 0;
            return;
        }

        var size = int.Clamp(int.Max(_current.Length * 2, _used + wanted), FirstSize, ChunkSize);
        Array.Resize(ref _current, size);
    }
}
