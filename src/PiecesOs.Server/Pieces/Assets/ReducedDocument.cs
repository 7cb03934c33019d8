using System.Buffers;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>An asset's stored JSON with reduced relations, as in the lists of some servers.</summary>
internal static class ReducedDocument
{
    /// <summary>Returns the document with reduced relations, and the insertions where they are in it.</summary>
    public static (byte[] Json, Insertion[] Insertions) Of(ReadOnlySpan<byte> json, ReadOnlySpan<Insertion> insertions, RelationDetail detail)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        var moved = new List<Insertion>(insertions.Length);
        var copied = 0;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var member = (int)reader.TokenStartIndex;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            if (!Relation.Names.Contains(name) || (name == Relation.WithoutIndices && detail is RelationDetail.Junction or RelationDetail.Unknown))
                continue;

            // The comma before a member is omitted with it; the first member of an asset is never a relation.
            Copy(json, copied, detail == RelationDetail.Absent ? member - 1 : start, output, insertions, moved);
            if (detail != RelationDetail.Absent)
                output.Write(Reduced(json[start..end], name, detail));
            copied = end;
        }

        Copy(json, copied, json.Length, output, insertions, moved);
        return (output.WrittenSpan.ToArray(), [.. moved]);
    }

    private static void Copy(ReadOnlySpan<byte> json, int start, int end, ArrayBufferWriter<byte> output, ReadOnlySpan<Insertion> insertions, List<Insertion> moved)
    {
        foreach (var insertion in insertions)
        {
            if (insertion.Offset >= start && insertion.Offset < end)
                moved.Add(insertion with { Offset = insertion.Offset - start + output.WrittenCount });
        }

        output.Write(json[start..end]);
    }

    private static byte[] Reduced(ReadOnlySpan<byte> relation, string name, RelationDetail detail)
    {
        if (detail is RelationDetail.Null or RelationDetail.Junction or RelationDetail.Unknown)
            return "null"u8.ToArray();
        if (detail == RelationDetail.Empty)
            return name == Relation.WithoutIndices ? "{\"iterable\":[]}"u8.ToArray() : "{\"iterable\":[],\"indices\":{}}"u8.ToArray();
        using var document = JsonDocument.Parse(relation.ToArray());
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("indices");
            foreach (var (id, isRemoved) in Relation.Ids(document.RootElement))
                writer.WriteNumber(id, isRemoved ? -1 : 0);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }
}
