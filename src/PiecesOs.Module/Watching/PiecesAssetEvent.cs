using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>One change that Watch-PiecesAsset saw. It names its asset wherever a cmdlet takes one.</summary>
public sealed class PiecesAssetEvent : INamesAsset
{
    /// <summary>What happened.</summary>
    public AssetChange Change { get; init; }

    /// <summary>The asset's id.</summary>
    public string AssetId { get; init; } = string.Empty;

    /// <summary>The asset's name, where it is known.</summary>
    public string? Name => Asset?.Name;

    /// <summary>When it was seen here.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The asset; <see langword="null"/> when it is gone or only ids are watched.</summary>
    public Asset? Asset { get; init; }

    /// <summary>The change and the asset.</summary>
    public override string ToString() => $"{Change} {Asset?.ToString() ?? AssetId}";
}
