using System.Globalization;
using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Ends the names of the content files of an export with the beginning of the asset's id, so that a later run finds the same
/// file again. Only those beginnings are remembered, whatever the library's size.
/// </summary>
internal sealed class ContentFileNames
{
    private readonly HashSet<uint> _taken = [];

    /// <summary>An end of the name, before the extension, that no other asset of this run has.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="index">Its place in the export, for ids that begin alike.</param>
    public string Take(Asset asset, int index)
    {
        var beginning = BeginningOf(asset);
        return _taken.Add(uint.Parse(beginning, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            ? "." + beginning
            : FormattableString.Invariant($".{beginning}-{index}");
    }

    private static string BeginningOf(Asset asset)
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
