using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Benchmarks.Floors;

/// <summary>
/// What a contestant read, as one hash: id, name and content of each asset in the order of the list. Each value goes in with
/// one byte that says whether it is there and four bytes of length, so that no two lists look alike.
/// </summary>
public sealed class AssetDigest : IDisposable
{
    private readonly IncrementalHash _assets = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ContentsDigest _contents = new();

    /// <summary>How many assets there were.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an asset. Content is text, bytes or <see langword="null"/>; PowerShell would turn a null text into an empty one, hence the type.</summary>
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

    /// <summary>The hash of the contents alone, in no order.</summary>
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

    /// <summary>Bytes as Invoke-RestMethod returns them.</summary>
    private static IEnumerable<byte> ToBytes(IEnumerable<object> numbers)
    {
        foreach (var number in numbers)
            yield return Convert.ToByte(number, CultureInfo.InvariantCulture);
    }
}
