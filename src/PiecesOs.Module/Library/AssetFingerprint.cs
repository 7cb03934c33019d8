using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Module;

/// <summary>
/// Stands for an asset's name and content, in sixteen bytes whatever their size: the first half of a SHA-256. The language is not
/// part of it, because Pieces OS classifies content again.
/// </summary>
internal static class AssetFingerprint
{
    /// <summary>The fingerprint. A name of <see langword="null"/> stands for any.</summary>
    public static Guid Of(string? name, FileDigest content)
    {
        using var hash = FileDigest.NewHash();
        Append(hash, name?.Trim());
        Append(hash, content.Sha256);
        var half = new byte[16];
        Array.Copy(hash.GetHashAndReset(), half, half.Length);
        return new Guid(half);
    }

    private static void Append(IncrementalHash hash, string? part)
    {
        var bytes = Encoding.UTF8.GetBytes(part ?? string.Empty);

        // With its length, so that parts cannot run into one another.
        hash.AppendData(BitConverter.GetBytes(part is null ? -1 : bytes.Length));
        hash.AppendData(bytes);
    }
}
