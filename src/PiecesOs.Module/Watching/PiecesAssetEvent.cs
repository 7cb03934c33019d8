using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>One change that Watch-PiecesAsset reports. Cmdlets that accept an asset also accept this object.</summary>
public sealed class PiecesAssetEvent : INamesAsset
{
    /// <summary>The kind of change.</summary>
    public AssetChange Change { get; init; }

    /// <summary>The asset's ID.</summary>
    public string AssetId { get; init; } = string.Empty;

    /// <summary>The asset's name, if it is known.</summary>
    public string? Name => Asset?.Name;

    /// <summary>When the change was received.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The asset; <see langword="null"/> if it was deleted or only IDs are read.</summary>
    public Asset? Asset { get; init; }

    /// <summary>The change and the asset.</summary>
    public override string ToString() => $"{Change} {Asset?.ToString() ?? AssetId}";
}
