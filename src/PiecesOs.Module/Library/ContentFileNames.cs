using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Names the content files of an export by the asset's name and the beginning of its id, so that a later run finds the same
/// file again. Only those beginnings are remembered, whatever the library's size.
/// </summary>
internal sealed class ContentFileNames
{
    private readonly HashSet<uint> _taken = [];

    /// <summary>A name that no other asset of this run has.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="name">What it would be called by itself.</param>
    /// <param name="index">Its place in the export, for ids that begin alike.</param>
    public string Take(Asset asset, SafeFileName name, int index)
    {
        var beginning = BeginningOf(asset);
        return _taken.Add(uint.Parse(beginning, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            ? name.With("." + beginning)
            : name.With(FormattableString.Invariant($".{beginning}-{index}"));
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
