using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Shares;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Library;

/// <summary>A whole asset as an export has it: with its own IDs, times, formats and relations. All members are kept as sent, except null ones.</summary>
internal sealed class AssetRecord
{
    private const string Shares = "shares";

    private readonly JsonObject _asset;
    private readonly RecordContents _contents;

    private AssetRecord(string id, JsonObject asset, RecordContents contents)
    {
        Id = id;
        _asset = asset;
        _contents = contents;
    }

    /// <summary>The ID in its stored form.</summary>
    public string Id { get; }

    /// <summary>The kind of the content in slot 0.</summary>
    public ContentKind Kind => _contents.BySlot.Count > 0 ? _contents.BySlot[0].Kind : ContentKind.None;

    /// <summary>The contents by slot.</summary>
    public IReadOnlyList<ContentPart> Contents => _contents.BySlot;

    /// <summary>Reads the body of a request; 400 if it is neither an asset with this ID nor a Seed.</summary>
    public static AssetRecord Read(string id, RequestBody body)
    {
        if (body.Root.Text("type") is not null && body.Root.Text("id") is null)
            return FromSeed(id, SeedReader.Read(body.Root, body.Parts));
        if (!string.Equals(body.Root.Text("id"), id, StringComparison.OrdinalIgnoreCase))
            throw ApiError.BadRequest($"The asset must have the ID of the path: {id}");
        var asset = JsonNode.Parse(Json.WithoutNulls(body.Root))!.AsObject();
        asset["id"] = id;
        CompleteFormats(asset);
        var contents = RecordContents.Extract(asset, body.Parts);
        CompleteRelations(asset);
        return new AssetRecord(id, asset, contents);
    }

    private static AssetRecord FromSeed(string id, AssetSeed seed)
    {
        var identity = new AssetIdentity(id, NameBasedGuid.Of("format", id), DateTime.UtcNow);
        var named = seed with { Name = seed.Name ?? NameSuggestion.From(seed) };
        return new AssetRecord(id, JsonNode.Parse(AssetComposer.Compose(named, identity))!.AsObject(), RecordContents.Of(identity.Format, seed.Content));
    }

    /// <summary>The stored form, with the links to it that this server has.</summary>
    public (AssetDocument Document, AssetIndexEntry Entry) Compose(List<ShareRow> shares)
    {
        SetShares(_asset, Id, shares);
        var json = Json.Build(writer => _asset.WriteTo(writer));
        using var parsed = JsonDocument.Parse(json);
        return (AssetDocument.From(json), AssetIndexEntry.Read(parsed.RootElement));
    }

    /// <summary>Whether a stored asset is this one, apart from its links and from texts such as "a day ago".</summary>
    public bool IsStored(DatabaseSession session, long sequence)
    {
        var stored = JsonNode.Parse((byte[])session.Scalar("SELECT document FROM assets WHERE seq = $1", sequence)!)!.AsObject();
        var sent = JsonNode.Parse(AssetDocument.From(Json.Build(writer => _asset.WriteTo(writer))).Json)!.AsObject();
        stored.Remove(Shares);
        sent.Remove(Shares);
        return RecordComparison.AreSame(stored, sent) && _contents.AreStored(session, sequence);
    }

    /// <summary>The document of a stored asset with other links.</summary>
    public static AssetDocument WithShares(DatabaseSession session, long sequence, List<ShareRow> shares)
    {
        byte[] json;
        using (var row = session.Query(AssetRow.WithoutContent + "WHERE a.seq = $1", sequence))
        {
            row.Read();
            var stored = new AssetRow(row);
            json = AssetDocument.WithSlots(stored.Document, stored.Insertions, stored.Kind);
        }

        var asset = JsonNode.Parse(json)!.AsObject();
        SetShares(asset, (string)asset["id"]!, shares);
        return AssetDocument.From(Json.Build(writer => asset.WriteTo(writer)));
    }

    /// <summary>The member stays where it was sent, so an asset whose links follow it has an empty list until then.</summary>
    private static void SetShares(JsonObject asset, string id, List<ShareRow> shares)
    {
        if (shares.Count > 0 || asset.ContainsKey(Shares))
            asset[Shares] = ShareDocument.ListOfAsset(shares, id);
    }

    /// <summary>Adds a format that is only the original or a preview to the list of all formats, in which it is read by its ID.</summary>
    private static void CompleteFormats(JsonObject asset)
    {
        var formats = AssetFormats.Of(asset).Where(static format => format.Id is not null).DistinctBy(static format => format.Id, StringComparer.OrdinalIgnoreCase).ToList();
        if (asset["formats"] is not JsonObject list)
            asset["formats"] = list = [];
        if (list["iterable"] is not JsonArray items)
            list["iterable"] = items = [];
        var listed = items.OfType<JsonObject>().Select(static item => item["id"]?.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, format) in formats.Where(format => !listed.Contains(format.Id)))
        {
            var added = format.DeepClone().AsObject();
            added["id"] ??= id;
            items.Add(added);
        }
    }

    /// <summary>Adds the relations that the record lacks, and the IDs and times of tags that a client adds by their text.</summary>
    private static void CompleteRelations(JsonObject asset)
    {
        foreach (var name in Relation.Names)
        {
            var relation = asset[name] as JsonObject;
            if (relation is null)
            {
                var items = asset[name] is JsonArray array ? array.DeepClone() : new JsonArray();
                asset[name] = relation = new JsonObject { ["iterable"] = items };
                if (name != Relation.WithoutIndices)
                    relation["indices"] = new JsonObject();
            }
        }

        var tags = asset["tags"]!.AsObject();
        foreach (var tag in (tags["iterable"] as JsonArray ?? []).OfType<JsonObject>().Where(static tag => tag["id"] is null && tag["text"] is JsonValue))
        {
            var id = NameBasedGuid.Of("tag", tag["text"]!.ToString());
            tag["id"] = id;
            tag["mechanisms"] ??= new JsonObject { [asset["id"]!.ToString()] = "MANUAL" };
            tag["created"] ??= asset["updated"]?.DeepClone();
            tag["updated"] ??= asset["updated"]?.DeepClone();
            tag["category"] ??= "UNKNOWN";
            if (tags["indices"] is JsonObject indices)
                indices[id] = indices.Count(static index => index.Value is JsonValue value && value.TryGetValue<int>(out var position) && position >= 0);
        }
    }
}
