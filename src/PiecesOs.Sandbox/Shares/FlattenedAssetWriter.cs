using System;
using System.Buffers;
using System.Text.Json;
using PiecesOs.Sandbox.Assets;
using PiecesOs.Sandbox.Http;
using PiecesOs.Sandbox.Storage;

namespace PiecesOs.Sandbox.Shares;

/// <summary>Writes the FlattenedAsset of a share: lists become references, the formats keep the content.</summary>
internal sealed class FlattenedAssetWriter(Utf8JsonWriter writer, DatabaseSession session, bool transferables)
{
    private ContentKind _kind;
    private byte[]? _content;

    /// <summary>Writes the asset; null when it is not there any more.</summary>
    public void Write(string id)
    {
        using (var row = session.Query(AssetRow.Select(transferables) + "WHERE a.id = $1 AND a.deleted = 0", id))
        {
            if (!row.Read())
            {
                writer.WriteNullValue();
                return;
            }

            // What would not fit into one part is not repeated in shares: it is read from the asset.
            var found = new AssetRow(row);
            _kind = found.Kind;
            _content = transferables && !found.IsLarge ? found.Content.ToArray() : null;
            using var asset = JsonDocument.Parse(found.Document.ToArray());
            WriteAsset(id, asset.RootElement);
        }
    }

    private void WriteAsset(string id, JsonElement asset)
    {
        writer.WriteStartObject();
        foreach (var member in asset.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            switch (member.Name)
            {
                case "formats":
                    WriteReferences(member.Value, format => WriteFormat(id, format));
                    break;
                case "preview":
                    writer.WriteStartObject();
                    writer.WriteNull("schema");
                    writer.WriteString("base", member.Value.Object("base")?.Text("id"));
                    writer.WriteString("overlay", member.Value.Object("overlay")?.Text("id"));
                    writer.WriteEndObject();
                    break;
                case "original":
                    writer.WriteStringValue(member.Value.Text("id"));
                    break;
                case "shares":
                    writer.WriteNullValue();
                    break;
                case "sensitives" when member.Value.ValueKind == JsonValueKind.Object:
                    WriteReferences(member.Value, _ => writer.WriteNullValue(), "score");
                    break;
                case "tags" or "websites" or "persons" or "annotations" or "hints" or "anchors" when member.Value.ValueKind == JsonValueKind.Object:
                    WriteReferences(member.Value, item => item.WriteTo(writer), "indices", "score");
                    break;
                default:
                    member.Value.WriteTo(writer);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    private void WriteReferences(JsonElement list, Action<JsonElement> write, params ReadOnlySpan<string> nulls)
    {
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteStartArray("iterable");
        if (list.Get("iterable") is { ValueKind: JsonValueKind.Array } items)
        {
            foreach (var item in items.EnumerateArray())
            {
                writer.WriteStartObject();
                writer.WriteNull("schema");
                writer.WriteString("id", item.Text("id"));
                writer.WritePropertyName("reference");
                write(item);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.Nulls(nulls);
        writer.WriteEndObject();
    }

    private void WriteFormat(string id, JsonElement format)
    {
        writer.WriteStartObject();
        foreach (var member in format.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (member.Name == "asset")
                writer.WriteStringValue(id);
            else if (member.Name is "fragment" or "file" && member.Value.ValueKind == JsonValueKind.Object)
                WriteHolder(member.Value);
            else
                member.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteHolder(JsonElement holder)
    {
        var place = _kind == ContentKind.Text ? "string" : "bytes";
        writer.WriteStartObject();
        foreach (var member in holder.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (member.Name == place && _content is not null)
                WriteContent(_content);
            else
                member.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteContent(byte[] content)
    {
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WritePropertyName("raw");
        if (_kind == ContentKind.Text)
        {
            writer.WriteRawValue(content, skipInputValidation: true);
        }
        else
        {
            var integers = new ArrayBufferWriter<byte>();
            IntegerArray.Write(integers, content, isFirst: true);
            integers.Write("]"u8);
            writer.WriteRawValue(integers.WrittenSpan, skipInputValidation: true);
        }

        writer.Nulls("base64", "base64_url", "data_url");
        writer.WriteEndObject();
    }
}
