using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Module;

/// <summary>
/// A hash of an asset's name and content: the first sixteen bytes of a SHA-256, whatever their size. It does not include the
/// language, because Pieces OS classifies content again.
/// </summary>
internal static class AssetFingerprint
{
    /// <summary>Computes the fingerprint. A <see langword="null"/> name matches any name.</summary>
    public static Guid Of(string? name, FileDigest content) => Of("asset", name?.Trim(), content);

    /// <summary>Computes the fingerprint of a file by its name and content.</summary>
    public static Guid OfFile(string fileName, FileDigest content) => Of("file", fileName, content);

    /// <summary>Computes the fingerprint of a text whose lines end in another way in the library. The digest is that of the text with LF.</summary>
    public static Guid OfLines(string? name, FileDigest content) => Of("lines", name?.Trim(), content);

    private static Guid Of(string kind, string? name, FileDigest content)
    {
        using var hash = FileDigest.CreateHash();
        Append(hash, kind);
        Append(hash, name);
        Append(hash, content.Sha256);
        var half = new byte[16];
        Array.Copy(hash.GetHashAndReset(), half, half.Length);
        return new Guid(half);
    }

    private static void Append(IncrementalHash hash, string? part)
    {
        var bytes = Encoding.UTF8.GetBytes(part ?? string.Empty);

        // The length separates the parts.
        hash.AppendData(BitConverter.GetBytes(part is null ? -1 : bytes.Length));
        hash.AppendData(bytes);
    }
}
