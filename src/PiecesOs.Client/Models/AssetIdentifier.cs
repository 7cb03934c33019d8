using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>The ID of an asset, where the API names assets without sending them.</summary>
public sealed class AssetIdentifier : PiecesResource
{
    /// <summary>Wraps a <c>ReferencedAsset</c> as the server sent it.</summary>
    public AssetIdentifier(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The name of the asset, where the asset is sent along.</summary>
    public string? Name => GetAsset()?.Name;

    /// <summary>The asset in its flattened form, where it is sent along.</summary>
    public Asset? GetAsset() => GetResource("reference", static json => new Asset(json));

    /// <summary>The ID.</summary>
    public override string ToString() => Id ?? string.Empty;
}
