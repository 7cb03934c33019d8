using System.Globalization;
using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Adds the beginning of the asset's ID to the names of content files, so that a later run finds the same files. Only these
/// beginnings are kept in memory, whatever the size of the library.
/// </summary>
internal sealed class ContentFileNames
{
    private readonly HashSet<uint> _used = [];

    /// <summary>Returns a suffix for the file name, before the extension, that is unique in this run.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="index">The position in the export, for IDs with the same beginning.</param>
    public string GetSuffix(Asset asset, int index)
    {
        var beginning = PrefixOf(asset);
        return _used.Add(uint.Parse(beginning, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            ? "." + beginning
            : FormattableString.Invariant($".{beginning}-{index}");
    }

    private static string PrefixOf(Asset asset)
    {
        var digits = Guid.TryParse(asset.Id, out var id)
            ? id.ToString("N")
            : DigestOf(asset.Id ?? asset.ToJson());
        return digits.Substring(0, 8);
    }

    private static string DigestOf(string text)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return FileDigest.Of(bytes, CancellationToken.None).Sha256;
    }
}
