using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The result of Import-PiecesLibrary for one asset.</summary>
public sealed class PiecesImportResult : INamesAsset
{
    /// <summary>The asset's name.</summary>
    public string? Name { get; init; }

    /// <summary>The ID of the asset in the export.</summary>
    public string? SourceId { get; init; }

    /// <summary>The ID of the new asset.</summary>
    public string? Id { get; init; }

    /// <summary>What the import did.</summary>
    public PiecesImportAction Action { get; init; }

    /// <summary>Why it was skipped or failed.</summary>
    public string? Reason { get; init; }

    /// <summary>User data that the new asset does not show: tags, annotations and web addresses, each as text. A warning names it too.</summary>
    public IReadOnlyList<string> NotImported { get; init; } = [];

    string? INamesAsset.AssetId => Id;

    Asset? INamesAsset.Asset => null;

    /// <summary>The name, or the ID in the export, and the action.</summary>
    public override string ToString() => $"{DisplayText.Safe(Name is { Length: > 0 } name ? name : SourceId)}: {Action}";
}
