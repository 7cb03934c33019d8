using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>A change that the identifiers stream reports.</summary>
public sealed class StreamedIdentifier : PiecesResource
{
    /// <summary>Wraps a <c>StreamedIdentifier</c> as the server sent it.</summary>
    public StreamedIdentifier(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The asset, if the change is about one.</summary>
    public string? AssetId => Member("asset").Member("id").AsText();

    /// <summary>Whether it was deleted.</summary>
    public bool? IsDeleted => GetBoolean("deleted");

    /// <summary>When it changed, from newer servers.</summary>
    public DateTimeOffset? Updated => GetTimestamp("updated");

    /// <summary>The change that an asset was deleted.</summary>
    internal static StreamedIdentifier DeletedAsset(string id)
    {
        using var document = JsonDocument.Parse($$$"""{"asset":{"id":{{{JsonSerializer.Serialize(id)}}}},"deleted":true}""");
        return new StreamedIdentifier(document.RootElement.Clone());
    }
}
