using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Library;

/// <summary>The contents of a sent asset: one for each format that has one, in slots. Slot 0 is that of the original.</summary>
internal sealed class RecordContents
{
    private static readonly string[] Holders = ["fragment", "file"];
    private static readonly string[] Forms = ["string", "bytes"];

    private readonly IReadOnlyList<ContentPart> _parts;
    private readonly Dictionary<string, (ContentPart Part, string Holder)> _byFormat = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _formats = [];

    private RecordContents(IReadOnlyList<ContentPart> parts) => _parts = parts;

    /// <summary>The contents in the order of their slots.</summary>
    public IReadOnlyList<ContentPart> BySlot => [.. _formats.Select(format => _byFormat[format].Part)];

    /// <summary>The content of an asset with one format, which has the slot already.</summary>
    public static RecordContents Of(string format, ContentPart content)
    {
        var contents = new RecordContents([]);
        contents._byFormat.Add(format, (content, ""));
        contents._formats.Add(format);
        return contents;
    }

    /// <summary>
    /// Finds the contents of an asset, in which <see cref="BodyReader"/> has replaced each by a number, and puts the number of its slot
    /// in place of each. A format that is in several places has the same content in all of them.
    /// </summary>
    public static RecordContents Extract(JsonObject asset, IReadOnlyList<ContentPart> parts)
    {
        var contents = new RecordContents(parts);
        var places = new List<(string? Format, JsonObject Place)>(AssetFormats.Of(asset));
        AddOtherPlaces(asset, null, places);
        foreach (var (format, place) in places)
            contents.Add(format ?? "", place);
        foreach (var (format, place) in places)
            contents.PutSlots(format ?? "", place);
        contents.RestoreOthers(asset);
        return contents;
    }

    /// <summary>Whether a stored asset has the same contents.</summary>
    public bool AreStored(DatabaseSession session, long sequence)
    {
        var stored = AssetTable.Formats(session, sequence).Where(static format => format.Slot is not null).ToList();
        return stored.Count == _formats.Count
            && stored.TrueForAll(format => _byFormat.TryGetValue(format.Id, out var sent) && sent.Part.Kind == format.Kind && IsStored(session, sequence, format.Slot!.Value, sent.Part));
    }

    private static bool IsStored(DatabaseSession session, long sequence, int slot, ContentPart sent)
    {
        var stored = new List<byte[]>();
        using (var rows = session.Query(ContentSlot.SelectParts, sequence, ContentSlot.FirstPart(slot), ContentSlot.EndOfParts(slot)))
        {
            while (rows.Read())
                stored.Add(rows.GetFieldValue<byte[]>(0));
        }

        // Both have parts of the same size; an empty content is one empty part.
        var now = sent.Data.Length == 0 ? [[]] : sent.Data.Chunks().ToList();
        if (stored.Count == now.Count && stored.Zip(now).All(static pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
            return true;

        // The same text can be written with other escapes.
        return sent.Kind == ContentKind.Text && Text(stored) == Text(now);
    }

    private static string? Text(IEnumerable<byte[]> token) => JsonSerializer.Deserialize<string>(token.SelectMany(static part => part).ToArray());

    /// <summary>Formats can be nested in others, such as the text that was recognized in an image.</summary>
    private static void AddOtherPlaces(JsonNode? node, string? id, List<(string? Format, JsonObject Place)> places)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                AddOtherPlaces(item, null, places);
        }
        else if (node is JsonObject item)
        {
            id = item["id"] is JsonValue value && value.TryGetValue<string>(out var own) ? own : id;
            if (Holders.Any(name => item[name] is JsonObject) && !places.Exists(place => ReferenceEquals(place.Place, item)))
                places.Add((id, item));
            foreach (var (name, child) in item)
                AddOtherPlaces(child, name == "reference" ? id : null, places);
        }
    }

    /// <summary>The first place with a content decides: that of the original, of a preview, and then the others.</summary>
    private void Add(string format, JsonObject place)
    {
        foreach (var name in Holders)
        {
            if (_byFormat.ContainsKey(format) || place[name] is not JsonObject holder || Choose(holder) is not { } part)
                continue;
            _byFormat.Add(format, (part, name));
            _formats.Add(format);
        }
    }

    /// <summary>A text and the bytes beside it are the same content, unless the text is empty.</summary>
    private ContentPart? Choose(JsonObject holder)
    {
        var text = PartOf(holder, "string", ContentKind.Text);
        var bytes = PartOf(holder, "bytes", ContentKind.Bytes);
        return text is not null && (text.Size > 0 || bytes is null or { Size: 0 }) ? text : bytes;
    }

    private ContentPart? PartOf(JsonObject holder, string form, ContentKind kind)
    {
        if ((holder[form] as JsonObject)?["raw"] is not JsonValue raw || !raw.TryGetValue<int>(out var number))
            return null;
        var part = _parts[number];
        if (part.Problem is { } problem)
            throw ApiError.BadRequest($"{form}: {problem}.");
        return part.Kind == kind ? part : throw ApiError.BadRequest($"{form}.raw must be {(kind == ContentKind.Text ? "a string" : "an array of integers")}.");
    }

    private void PutSlots(string format, JsonObject place)
    {
        var isFound = _byFormat.TryGetValue(format, out var content);
        if (isFound && !Holders.Any(name => place[name] is JsonObject))
            place[content.Holder] = new JsonObject();
        foreach (var name in Holders)
        {
            if (place[name] is not JsonObject holder)
                continue;
            var form = content.Part?.Kind == ContentKind.Text ? "string" : "bytes";
            foreach (var other in Forms.Where(other => !isFound || other != form))
                holder.Remove(other);
            if (isFound)
                holder[form] = _formats.FindIndex(known => known.Equals(format, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>A value that looks like content but belongs to no format is put back.</summary>
    private void RestoreOthers(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                RestoreOthers(item);
        }
        else if (node is JsonObject item)
        {
            foreach (var (name, child) in item.ToList())
            {
                if (Forms.Contains(name) && child is JsonObject form && form["raw"] is JsonValue raw && raw.TryGetValue<int>(out var number))
                    form["raw"] = ToNode(_parts[number]);
                RestoreOthers(child);
            }
        }
    }

    private static JsonNode? ToNode(ContentPart part)
    {
        if (part.Problem is { } problem)
            throw ApiError.BadRequest($"{problem}.");
        var data = part.Data.Chunks().SelectMany(static chunk => chunk).ToArray();
        return part.Kind == ContentKind.Text ? JsonNode.Parse(data) : new JsonArray([.. data.Select(static value => (JsonNode)JsonValue.Create((int)value))]);
    }
}
