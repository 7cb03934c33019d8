using System.IO.Pipelines;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Changes;
using PiecesOs.Server.Pieces.Search;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Streams;

/// <summary>Writes the frames of the streams. Each method returns whether there was anything to send.</summary>
internal sealed class StreamFrames(Database database, RelatedSearch related, PiecesState state)
{
    private static readonly byte[] SignedOut = "No user is signed in."u8.ToArray();

    /// <summary>/assets/stream: assets without content.</summary>
    public Task<bool> AssetsAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation) =>
        WriteAssetsAsync(new AssetWriter(output, state.Origin, transferables: false, cancellation) { Relations = state.Options.Relations }, batch);

    /// <summary>/assets/stream/transferables: assets with content.</summary>
    public Task<bool> TransferablesAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation) =>
        WriteAssetsAsync(new AssetWriter(output, state.Origin, transferables: true, cancellation) { Relations = state.Options.Relations }, batch);

    /// <summary>/assets/stream/identifiers: the first frame is the whole list, later ones what changed.</summary>
    public async Task<bool> IdentifiersAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation)
    {
        if (!batch.Everything && batch.Changes.Count == 0)
            return false;
        using var lease = database.Read();
        await using var stream = output.AsStream(leaveOpen: true);
        await using var writer = new Utf8JsonWriter(stream, Json.WriterOptions);
        writer.WriteStartObject();
        writer.WriteStartArray("iterable");
        if (batch.Everything)
        {
            using var rows = lease.Session.Query($"SELECT a.id FROM assets a WHERE {new SqlCondition(pseudo: false, state.HidesLibrary).Sql} ORDER BY a.seq");
            while (rows.Read())
            {
                WriteIdentifier(writer, rows.GetString(0), deleted: false);
                if (writer.BytesPending > 64 * 1024)
                    await writer.FlushAsync(cancellation);
            }
        }
        else
        {
            foreach (var (id, deleted) in batch.Changes)
                WriteIdentifier(writer, id, deleted);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return true;
    }

    /// <summary>/user/stream: the profile, or a text that is not JSON while no one is signed in.</summary>
    public async Task<bool> UserAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation)
    {
        if (!batch.Everything && !batch.User)
            return false;
        await output.WriteAsync(state.IsSignedIn ? Json.Build(writer => UserProfile.WriteProfile(writer, state)) : SignedOut, cancellation);
        return true;
    }

    /// <summary>/workstream/suggestions/stream: assets related to the last change, and frames sent to the admin path.</summary>
    public async Task<bool> SuggestionsAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation)
    {
        if (batch.Frames.Count > 0)
        {
            await output.WriteAsync(batch.Frames[^1], cancellation);
            return true;
        }

        if (!batch.Everything && batch.Changes.Count == 0)
            return false;
        using var lease = database.Read();
        var newest = batch.Changes.LastOrDefault(change => !change.Value).Key
            ?? lease.Session.Scalar("SELECT id FROM assets WHERE deleted = 0 AND pseudo = 0 ORDER BY updated DESC, seq DESC LIMIT 1") as string;
        var found = newest is null ? [] : related.Find(lease.Session, [newest]);
        await output.WriteAsync(Json.Build(writer => Suggestions.Write(writer, newest, Ids(lease.Session, found))), cancellation);
        return true;
    }

    private async Task<bool> WriteAssetsAsync(AssetWriter writer, ChangeBatch batch)
    {
        if (!batch.Everything && batch.Changes.Count == 0)
            return false;
        using var lease = database.Read();
        if (batch.Everything)
        {
            var list = new AssetListQuery(state, pseudo: false);
            var gone = list.Gone(lease.Session);
            using var rows = lease.Session.Query($"{writer.Select} WHERE {list.Sql} ORDER BY a.seq");
            await writer.WriteListAsync(lease.Session, rows, gone);
        }
        else
        {
            // A deleted asset has no record in the list, or one that was kept; its index is negative in both cases.
            var kept = Kept(lease.Session, batch);
            var gone = batch.Changes.Where(change => change.Value && !kept.Contains(change.Key)).Select(change => change.Key).ToList();
            var listed = JsonSerializer.Serialize(batch.Changes.Where(change => !change.Value || kept.Contains(change.Key)).Select(change => change.Key));
            using var rows = lease.Session.Query(
                $"{writer.Select} JOIN json_each(?) j ON j.value = a.id WHERE a.document IS NOT NULL ORDER BY j.id", listed);
            await writer.WriteListAsync(lease.Session, rows, gone);
        }

        await writer.FlushAsync();
        return true;
    }

    private static HashSet<string> Kept(DatabaseSession session, ChangeBatch batch) =>
    [
        .. batch.Changes.Where(change => change.Value).Select(change => change.Key)
            .Where(id => session.Scalar("SELECT 1 FROM assets WHERE id = $1 AND document IS NOT NULL", id) is not null),
    ];

    private static void WriteIdentifier(Utf8JsonWriter writer, string id, bool deleted)
    {
        writer.WriteStartObject();
        writer.WriteObject("asset", () => writer.WriteString("id", id));
        if (deleted)
            writer.WriteBoolean("deleted", true);
        writer.WriteEndObject();
    }

    private static List<string> Ids(DatabaseSession session, List<long> sequences) =>
        [.. sequences.Select(sequence => session.Scalar("SELECT id FROM assets WHERE seq = $1", sequence)).OfType<string>()];
}

/// <summary>Writes the WorkstreamSuggestions of a frame.</summary>
internal static class Suggestions
{
    /// <summary>One suggestion for each asset; <c>current</c> names the one they are related to.</summary>
    public static void Write(Utf8JsonWriter writer, string? current, IReadOnlyList<string> assets)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("iterable");
        foreach (var asset in assets)
        {
            writer.WriteStartObject();
            WriteSuggestion(writer, asset);
            writer.WriteObject("current", () => WriteSuggestion(writer, current!));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSuggestion(Utf8JsonWriter writer, string asset)
    {
        writer.WriteObject("asset", () => writer.WriteString("id", asset));
    }
}
