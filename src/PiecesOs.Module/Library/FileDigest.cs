using System.Buffers;
using System.Security.Cryptography;

namespace PiecesOs.Module;

/// <summary>The length and hash of a file, by which a change is detected.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, in small hexadecimal digits.</param>
internal readonly record struct FileDigest(long Bytes, string Sha256)
{
    /// <summary>That of a file, read piece by piece.</summary>
    public static FileDigest OfFile(string path, CancellationToken cancellationToken)
    {
        using var file = OpenRead(path);
        return Of(file, cancellationToken);
    }

    /// <summary>Opens a file to be read in large pieces, which need no buffer of its own.</summary>
    public static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);

    /// <summary>That of what a stream holds from where it is, read piece by piece.</summary>
    public static FileDigest Of(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = NewHash();
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

    /// <summary>A hash to be fed.</summary>
    public static IncrementalHash NewHash() => IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>That of what a hash was fed with.</summary>
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
