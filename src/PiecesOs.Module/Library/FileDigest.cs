using System.Buffers;
using System.Security.Cryptography;

namespace PiecesOs.Module;

/// <summary>The length and the hash of a file.</summary>
/// <param name="Bytes">The size.</param>
/// <param name="Sha256">The SHA-256 in lowercase hexadecimal digits.</param>
internal readonly record struct FileDigest(long Bytes, string Sha256)
{
    /// <summary>Computes the digest of a file in blocks.</summary>
    public static FileDigest OfFile(string path, CancellationToken cancellationToken)
    {
        using var file = OpenRead(path);
        return Of(file, cancellationToken);
    }

    /// <summary>Opens a file for reading in large blocks, without an internal buffer.</summary>
    public static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);

    /// <summary>Computes the digest of a stream from its current position, in blocks.</summary>
    public static FileDigest Of(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = CreateHash();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var size = 0L;
        try
        {
            int read;
            while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
                size += read;
            }

            return From(hash, size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Creates an incremental hash.</summary>
    public static IncrementalHash CreateHash() => IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The digest of an incremental hash.</summary>
    public static FileDigest From(IncrementalHash hash, long size)
    {
        const string Digits = "0123456789abcdef";
        var hex = new char[64];
        var length = 0;
        foreach (var part in hash.GetHashAndReset())
        {
            hex[length++] = Digits[part >> 4];
            hex[length++] = Digits[part & 15];
        }

        return new FileDigest(size, new string(hex));
    }
}
