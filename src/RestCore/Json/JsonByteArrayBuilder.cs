namespace RestCore.Json;

/// <summary>
/// Collects the bytes of an array while they arrive, in memory or, when there are many, in a temporary file. As long as they are
/// those of an array that is kept already, nothing is stored again.
/// </summary>
internal sealed class JsonByteArrayBuilder(JsonByteArrays known) : IDisposable
{
    /// <summary>What is larger goes into a file.</summary>
    public const int MaxBytesInMemory = 4 * 1024 * 1024;

    private const int CompareLength = 16 * 1024;

    private readonly byte[] _compared = new byte[CompareLength];
    private Stream? _bytes;
    private JsonByteArray? _same;
    private long _length;

    /// <summary>Adds bytes; the first ones decide which array this might be a copy of.</summary>
    /// <exception cref="TemporaryFileException">There is no room for them.</exception>
    public void Add(byte[] bytes, int count)
    {
        try
        {
            AddTo(bytes, count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TemporaryFileException(Path.GetTempPath(), e);
        }
    }

    /// <summary>The array.</summary>
    public JsonByteArray Finish()
    {
        if (_same is { } same && same.Length == _length)
            return same;
        if (_same is not null)
            Part();
        var array = new JsonByteArray(_bytes is MemoryStream inMemory ? new MemoryStream(inMemory.ToArray(), writable: false) : _bytes ?? Stream.Null);
        _bytes = null;
        return array;
    }

    /// <summary>Frees what belongs to no array.</summary>
    public void Dispose() => _bytes?.Dispose();

    private void AddTo(byte[] bytes, int count)
    {
        if (_length == 0)
            _same = known.FindBeginning(bytes, count);
        if (_same is not null && !IsSame(bytes, count))
            Part();
        if (_same is null)
            Store(bytes, count);
        _length += count;
    }

    private bool IsSame(byte[] bytes, int count)
    {
        for (var at = 0; at < count;)
        {
            var read = _same!.Read(_length + at, _compared, 0, Math.Min(count - at, CompareLength));
            if (read == 0 || !_compared.AsSpan(0, read).SequenceEqual(bytes.AsSpan(at, read)))
                return false;
            at += read;
        }

        return true;
    }

    /// <summary>From here on the array differs: copies what was the same.</summary>
    private void Part()
    {
        var same = _same!;
        _same = null;
        for (long position = 0; position < _length;)
        {
            var read = same.Read(position, _compared, 0, (int)Math.Min(_length - position, CompareLength));
            Store(_compared, read);
            position += read;
        }
    }

    private void Store(byte[] bytes, int count)
    {
        _bytes ??= new MemoryStream();
        if (_bytes is MemoryStream inMemory && inMemory.Length + count > MaxBytesInMemory)
        {
            _bytes = OpenTemporaryFile();
            inMemory.WriteTo(_bytes);
        }

        _bytes.Write(bytes, 0, count);
    }

    private static FileStream OpenTemporaryFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"PiecesOs-{Guid.NewGuid():N}.tmp");
        var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.DeleteOnClose);
#if NET
        // Other systems than Windows keep an open file without its name, so that not even a killed process leaves it behind.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
#endif
        return file;
    }
}
