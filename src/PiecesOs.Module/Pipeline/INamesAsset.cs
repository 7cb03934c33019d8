using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>An object that a cmdlet returns about an asset, and that stands for the asset where a cmdlet accepts one.</summary>
internal interface INamesAsset
{
    /// <summary>The id of the asset.</summary>
    string? AssetId { get; }

    /// <summary>The asset, if the object carries it.</summary>
    Asset? Asset { get; }
}
