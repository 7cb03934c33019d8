using System.Buffers;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>Writes the FlattenedAsset of a share: lists become references, the formats keep the content.</summary>
internal sealed class FlattenedAssetWriter(Utf8JsonWriter writer, DatabaseSession session, bool transferables)
{
    private long _sequence;

    /// <summary>Writes the asset as the member <paramref name="name"/>, or nothing if it no longer exists.</summary>
    public void Write(string name, string id)
    {
        using var row = session.Query(AssetRow.WithoutContent + "WHERE a.id = $1 AND a.deleted = 0", id);
        if (!row.Read())
            return;
        var found = new AssetRow(row);
        _sequence = found.Sequence;
        using var asset = JsonDocument.Parse(found.Document.ToArray());
        writer.WritePropertyName(name);
        WriteAsset(id, asset.RootElement);
    }

    private void WriteAsset(string id, JsonElement asset)
    {
        writer.WriteStartObject();
        foreach (var member in asset.EnumerateObject().Where(member => member.Name != "shares"))
        {
            writer.WritePropertyName(member.Name);
            switch (member.Name)
            {
                case "formats":
                    WriteReferences(member.Value, format => WriteFormat(id, format));
                    break;
                case "preview":
                    writer.WriteStartObject();
                    writer.WriteOptional("base", member.Value.Object("base")?.Text("id"));
                    writer.WriteOptional("overlay", member.Value.Object("overlay")?.Text("id"));
                    writer.WriteEndObject();
                    break;
                case "original":
                    writer.WriteStringValue(member.Value.Text("id"));
                    break;
                case Relation.WithoutIndices:
                    WriteReferences(member.Value, write: null);
                    break;
                case var name when Relation.Names.Contains(name):
                    WriteReferences(member.Value, item => item.WriteTo(writer));
                    break;
                default:
                    member.Value.WriteTo(writer);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes each element as its ID and, when <paramref name="write"/> is there, a reference that it writes.</summary>
    private void WriteReferences(JsonElement list, Action<JsonElement>? write)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("iterable");
        foreach (var item in list.Items("iterable"))
        {
            writer.WriteStartObject();
            writer.WriteOptional("id", item.Text("id"));
            if (write is not null)
            {
                writer.WritePropertyName("reference");
                write(item);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (list.Object("indices") is { } indices)
        {
            writer.WritePropertyName("indices");
            indices.WriteTo(writer);
        }

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
                WriteHolder(format.Text("id"), member.Value);
            else
                member.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteHolder(string? format, JsonElement holder)
    {
        writer.WriteStartObject();
        if (transferables && format is not null)
            WriteContent(format);
        foreach (var member in holder.EnumerateObject())
            member.WriteTo(writer);
        writer.WriteEndObject();
    }

    /// <summary>Content of more than one part is not repeated in shares: it is read from the asset.</summary>
    private void WriteContent(string format)
    {
        using var row = session.Query(
            "SELECT f.kind, c.data FROM formats f JOIN contents c ON c.asset = f.asset AND c.part = f.slot << 32 WHERE f.id = $1 AND f.asset = $2", format, _sequence);
        if (!row.Read())
            return;
        var (kind, content) = ((ContentKind)row.GetInt32(0), row.GetFieldValue<byte[]>(1));
        if (content.Length == ChunkedBytes.ChunkSize)
            return;
        writer.WriteStartObject(kind == ContentKind.Text ? "string" : "bytes");
        writer.WritePropertyName("raw");
        if (kind == ContentKind.Text)
        {
            writer.WriteRawValue(content, skipInputValidation: true);
        }
        else
        {
            var integers = new ArrayBufferWriter<byte>();
            ByteArrayWriter.Write(integers, content, isFirst: true);
            integers.Write("]"u8);
            writer.WriteRawValue(integers.WrittenSpan, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}
