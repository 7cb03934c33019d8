using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Changes;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Everything that changes assets; each change is one transaction, and then published to the streams.</summary>
internal sealed class AssetService(Database database, AssetTable table, ChangeFeed feed, NameUpdates names, PiecesState state)
{
    /// <summary>Creates the asset and returns its ID. One without a name gets a placeholder first, and its own name later.</summary>
    public async Task<string> CreateAsync(AssetSeed seed)
    {
        var identity = AssetIdentity.New();
        var name = seed.Name ?? NameSuggestion.From(seed);
        if (seed.Name is not null || seed.FileName is not null || name is null || state.Options.Enrich is not { } delay)
        {
            await CreateManyAsync([(seed with { Name = name }, identity)]);
            return identity.Asset;
        }

        await CreateManyAsync([(seed with { Name = NameSuggestion.Placeholder }, identity)]);
        names.Schedule(delay, () => ReplacePlaceholderAsync(identity.Asset, name));
        return identity.Asset;
    }

    /// <summary>Names the assets that still had their placeholder when the server ended.</summary>
    public async Task ReplacePlaceholdersAsync()
    {
        var left = new List<(string Id, string Content)>();
        using (var lease = database.Read())
        {
            using var rows = lease.Session.Query(
                "SELECT a.id, b.content FROM assets a JOIN bodies b ON b.rowid = a.seq WHERE a.name = $1 AND a.created = a.updated AND a.deleted = 0",
                NameSuggestion.Placeholder);
            while (rows.Read())
                left.Add((rows.GetString(0), rows.GetString(1)));
        }

        foreach (var (id, content) in left)
        {
            if (NameSuggestion.From(content) is { } name)
                await ReplacePlaceholderAsync(id, name);
        }
    }

    /// <summary>Creates many at once, as they are.</summary>
    public async Task CreateManyAsync(IReadOnlyList<(AssetSeed Seed, AssetIdentity Identity)> seeds)
    {
        await database.WriteAsync(session =>
        {
            var hasRecords = RecordTable.Any(session);
            foreach (var (seed, identity) in seeds)
            {
                var (document, entry) = Prepare(AssetComposer.Compose(hasRecords ? WithRecordIds(session, seed) : seed, identity));
                table.Insert(session, document, entry, [seed.Content, .. seed.More.Select(format => format.Content)]);
            }
        });
        foreach (var (_, identity) in seeds)
            feed.Publish(identity.Asset, deleted: false);
    }

    /// <summary>Deletes the asset; 404 and 410 as for reading it.</summary>
    public async Task DeleteAsync(string id)
    {
        await database.WriteAsync(session => AssetTable.Delete(session, AssetTable.Find(session, id), state.Options.KeepRemoved));
        feed.Publish(id, deleted: true);
    }

    /// <summary>Changes the asset's stored JSON, and the content of each format for which the change returns a new one.</summary>
    public async Task EditAsync(string id, Func<JsonObject, IReadOnlyDictionary<string, ContentPart>> edit)
    {
        await database.WriteAsync(session => Edit(session, id, edit));
        feed.Publish(id, deleted: false);
    }

    /// <summary>Changes the asset's stored JSON.</summary>
    public Task EditAsync(string id, Action<JsonObject> edit) => EditAsync(id, WithoutContent(edit));

    /// <summary>Replaces the content of a format; 404 and 410 as for reading it.</summary>
    public async Task EditFormatAsync(string id, ContentPart content)
    {
        var asset = await database.WriteAsync(session =>
        {
            var owner = (string)session.Scalar("SELECT id FROM assets WHERE seq = $1", AssetTable.FindFormat(session, id))!;
            Edit(session, owner, document =>
            {
                AssetEdits.Touch(document, id);
                return new Dictionary<string, ContentPart>(StringComparer.OrdinalIgnoreCase) { [id] = content };
            });
            return owner;
        });
        feed.Publish(asset, deleted: false);
    }

    /// <summary>The same within a transaction that is already open; the caller publishes it to the streams.</summary>
    public void Edit(DatabaseSession session, string id, Func<JsonObject, IReadOnlyDictionary<string, ContentPart>> edit)
    {
        var sequence = AssetTable.Find(session, id);
        var asset = JsonNode.Parse((byte[])session.Scalar("SELECT document FROM assets WHERE seq = $1", sequence)!)!.AsObject();
        var before = state.Options.KeepRemoved ? asset.DeepClone().AsObject() : null;
        var kind = (ContentKind)(long)session.Scalar("SELECT kind FROM assets WHERE seq = $1", sequence)!;
        var contents = ContentChanges.Of(asset, AssetTable.Formats(session, sequence), kind, edit(asset));
        asset["updated"] = AssetEdits.Timestamp(DateTime.UtcNow);
        AssetEdits.Normalize(asset, contents);
        Relation.Normalize(asset, before);
        var (document, entry) = Prepare(Json.WithoutNulls(asset));
        table.Update(session, sequence, document, entry, contents);
    }

    /// <summary>The same without new content.</summary>
    public void Edit(DatabaseSession session, string id, Action<JsonObject> edit) => Edit(session, id, WithoutContent(edit));

    private static Func<JsonObject, IReadOnlyDictionary<string, ContentPart>> WithoutContent(Action<JsonObject> edit) => asset =>
    {
        edit(asset);
        return new Dictionary<string, ContentPart>(StringComparer.OrdinalIgnoreCase);
    };

    /// <summary>Sets the asset's name, unless it was deleted or renamed meanwhile.</summary>
    private async Task ReplacePlaceholderAsync(string id, string name)
    {
        var replaced = await database.WriteAsync(session =>
        {
            if (session.Scalar("SELECT name FROM assets WHERE id = $1 AND deleted = 0", id) as string != NameSuggestion.Placeholder)
                return false;
            Edit(session, id, asset => asset["name"] = name);
            return true;
        });
        if (replaced)
            feed.Publish(id, deleted: false);
    }

    /// <summary>A tag or website that a client created or renamed keeps its ID in new assets.</summary>
    private static AssetSeed WithRecordIds(DatabaseSession session, AssetSeed seed) => seed with
    {
        Tags = [.. seed.Tags.Select(tag => tag with { Id = RecordTable.IdFor(session, RecordType.Tag, tag.Text) })],
        Websites = [.. seed.Websites.Select(site => site with { Id = RecordTable.IdFor(session, RecordType.Website, site.Url) })],
    };

    private static (AssetDocument Document, AssetIndexEntry Facts) Prepare(byte[] json)
    {
        using var parsed = JsonDocument.Parse(json);
        return (AssetDocument.From(json), AssetIndexEntry.Read(parsed.RootElement));
    }
}
