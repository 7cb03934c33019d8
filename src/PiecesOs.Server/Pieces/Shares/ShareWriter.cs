using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>Writes shares as they are sent: with the current state of their assets, and links to this server.</summary>
internal sealed class ShareWriter(Utf8JsonWriter writer, DatabaseSession session, string origin, bool transferables)
{
    public void Write(ShareRow row)
    {
        using var share = JsonDocument.Parse(row.Document);
        var assets = ShareRow.Assets(session, row.Id);
        var isCollection = assets.Count > 1 || share.RootElement.Flag("collection") == true;
        var flattened = new FlattenedAssetWriter(writer, session, transferables);
        writer.WriteStartObject();
        foreach (var member in share.RootElement.EnumerateObject())
        {
            if (member.Name == "collection")
                continue;
            writer.WritePropertyName(member.Name);
            WriteLinked(member.Name, member.Value);
        }

        if (isCollection)
            WriteList(assets, flattened);
        else if (assets.Count == 1)
            flattened.Write("asset", assets[0]);
        writer.WriteEndObject();
    }

    private void WriteList(List<string> assets, FlattenedAssetWriter flattened) => writer.IndexedList("assets", assets, id => id, id =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        flattened.Write("reference", id);
        writer.WriteEndObject();
    });

    /// <summary>Copies a value, with the address inserted before every link to this server.</summary>
    private void WriteLinked(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when name == "link" && value.GetString()!.StartsWith(AssetDocument.LinkMark, StringComparison.Ordinal):
                writer.WriteStringValue(origin + value.GetString());
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteLinked(member.Name, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    WriteLinked("", item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
