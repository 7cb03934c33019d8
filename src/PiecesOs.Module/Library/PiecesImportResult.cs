using PiecesOs.Client;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>The result of Import-PiecesLibrary for one item.</summary>
public sealed class PiecesImportResult : INamesAsset
{
    /// <summary>The asset's name.</summary>
    public string? Name { get; init; }

    /// <summary>What identifies the item in its source: an ID, a path relative to the folder, or a number such as #12.</summary>
    public string? SourceId { get; init; }

    /// <summary>The full path of the file or folder that was imported.</summary>
    public string? SourcePath { get; init; }

    /// <summary>The ID of the new asset; for a new link, that of the asset that it shows.</summary>
    public string? Id { get; init; }

    /// <summary>What the import did.</summary>
    public PiecesImportAction Action { get; init; }

    /// <summary>Why it was skipped or failed.</summary>
    public string? Reason { get; init; }

    /// <summary>User data that the new asset does not show: tags, annotations and web addresses, each as text. A warning names it too.</summary>
    public IReadOnlyList<string> NotImported { get; init => field = new JoinedList<string>([.. value]); } = new JoinedList<string>([]);

    /// <summary>For a link of an export: its address in this library. It has the same code as before.</summary>
    public string? Link { get; init; }

    /// <summary>For a link of an export: its address when it was exported.</summary>
    public string? OriginalLink { get; init; }

    string? INamesAsset.AssetId => Id;

    Asset? INamesAsset.Asset => null;

    /// <summary>The name, or the ID in the source, and the action.</summary>
    public override string ToString() => $"{DisplayText.Safe(Name is { Length: > 0 } name ? name : SourceId)}: {Action}";
}
