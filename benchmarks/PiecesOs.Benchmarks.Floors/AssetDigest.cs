using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Benchmarks.Floors;

/// <summary>
/// A hash of what a contestant read: ID, name and content of each asset, in list order. Each value is preceded by one byte that
/// shows whether it is null and by its length in four bytes, so that different lists have different hashes.
/// </summary>
public sealed class AssetDigest : IDisposable
{
    private readonly IncrementalHash _assets = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ContentsDigest _contents = new();

    /// <summary>The number of assets.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an asset. The content is text, bytes or <see langword="null"/>. The parameter is an object because PowerShell would convert a null string to an empty one.</summary>
    public void Add(object? id, object? name, object? content)
    {
        var bytes = BytesOf(content);
        Append(BytesOf(id));
        Append(BytesOf(name));
        Append(bytes);
        if (bytes is not null)
            _contents.Add(bytes);
        Count++;
    }

    /// <summary>The hash of all assets so far.</summary>
    public string Assets => Convert.ToHexString(_assets.GetCurrentHash());

    /// <summary>The hash of the contents alone, independent of their order.</summary>
    public string Contents => _contents.ToString();

    /// <inheritdoc/>
    public void Dispose() => _assets.Dispose();

    private void Append(byte[]? value)
    {
        Span<byte> frame = stackalloc byte[5];
        frame[0] = value is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt32LittleEndian(frame[1..], value?.Length ?? 0);
        _assets.AppendData(frame);
        _assets.AppendData(value ?? []);
    }

    private static byte[]? BytesOf(object? value) => value switch
    {
        null => null,
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        IEnumerable<object> numbers => [.. ToBytes(numbers)],
        _ => throw new ArgumentException($"A {value.GetType()} is neither text nor bytes.", nameof(value)),
    };

    /// <summary>Bytes in the form that Invoke-RestMethod returns.</summary>
    private static IEnumerable<byte> ToBytes(IEnumerable<object> numbers)
    {
        foreach (var number in numbers)
            yield return Convert.ToByte(number, CultureInfo.InvariantCulture);
    }
}
