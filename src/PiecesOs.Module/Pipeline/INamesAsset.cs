using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>An output object about an asset. Cmdlets that accept an asset also accept this object.</summary>
internal interface INamesAsset
{
    /// <summary>The ID of the asset.</summary>
    string? AssetId { get; }

    /// <summary>The asset, if the object contains it.</summary>
    Asset? Asset { get; }
}
