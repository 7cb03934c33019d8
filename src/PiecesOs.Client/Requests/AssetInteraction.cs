namespace PiecesOs.Client;

/// <summary>An <c>InteractedAsset</c>: what the user did with an asset, for <c>assets_get_recommended_assets</c>.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Viewed">How long it was viewed.</param>
/// <param name="Touched">Whether it was clicked.</param>
/// <param name="Scrolled">Whether it was scrolled.</param>
public sealed record AssetInteraction(Asset Asset, TimeSpan Viewed, bool Touched = false, bool Scrolled = false);
