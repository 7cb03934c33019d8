using System.Collections.Generic;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Sandbox.Assets;
using PiecesOs.Sandbox.Http;
using PiecesOs.Sandbox.Search;
using PiecesOs.Sandbox.Service;
using PiecesOs.Sandbox.Storage;

namespace PiecesOs.Sandbox.Streams;

/// <summary>Writes the frames of the streams. Each answers whether there was anything to send.</summary>
internal sealed class StreamFrames(Database database, RelatedSearch related, ServerState state)
{
    /// <summary>/assets/stream: assets without content.</summary>
    public Task<bool> AssetsAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation) =>
        WriteAssetsAsync(new AssetWriter(output, state.Origin, transferables: false, cancellation), batch);

    /// <summary>/assets/stream/transferables: assets with content.</summary>
    public Task<bool> TransferablesAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation) =>
        WriteAssetsAsync(new AssetWriter(output, state.Origin, transferables: true, cancellation), batch);

    /// <summary>/assets/stream/identifiers: the first frame is the whole list, later ones what changed.</summary>
    public async Task<bool> IdentifiersAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation)
    {
        if (!batch.Everything && batch.Changes.Count == 0)
            return false;
        using var lease = database.Read();
        await using var stream = output.AsStream(leaveOpen: true);
        await using var writer = new Utf8JsonWriter(stream, Json.WriterOptions);
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteStartArray("iterable");
        if (batch.Everything)
        {
            using var rows = lease.Session.Query("SELECT id, updated FROM assets WHERE deleted = 0 AND pseudo = 0 ORDER BY seq");
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

    /// <summary>/workstream/suggestions/stream: assets related to what changed last, and frames given to the admin path.</summary>
    public async Task<bool> SuggestionsAsync(PipeWriter output, ChangeBatch batch, CancellationToken cancellation)
    {
        if (batch.Frames.Count > 0)
        {
            await output.WriteAsync(batch.Frames[^1], cancellation);
            return true;
        }

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
        writer.Write("""{"schema":null,"iterable":["""u8);
        if (batch.Everything)
        {
            using var rows = lease.Session.Query($"{writer.Select} WHERE a.deleted = 0 AND a.pseudo = 0 ORDER BY a.seq");
            await writer.WriteAllAsync(lease.Session, rows);
        }
        else
        {
            var changed = JsonSerializer.Serialize(batch.Changes.Where(change => !change.Value).Select(change => change.Key));
            using var rows = lease.Session.Query($"{writer.Select} JOIN json_each(?) j ON j.value = a.id WHERE a.deleted = 0 ORDER BY j.id", changed);
            await writer.WriteAllAsync(lease.Session, rows);
        }

        // An asset that is gone has no place in the list: a negative index says that it does not belong to it any more.
        var gone = batch.Changes.Where(change => change.Value).Select(change => $"\"{change.Key}\":-1").ToList();
        writer.Write(Encoding.UTF8.GetBytes(gone.Count == 0 ? "],\"indices\":null,\"score\":null}" : $"],\"indices\":{{{string.Join(',', gone)}}},\"score\":null}}"));
        await writer.FlushAsync();
        return true;
    }

    private static void WriteIdentifier(Utf8JsonWriter writer, string id, bool deleted)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("asset");
        writer.WriteNull("schema");
        writer.WriteString("id", id);
        writer.WriteNull("reference");
        writer.WriteEndObject();
        if (deleted)
            writer.WriteBoolean("deleted", true);
        else
            writer.WriteNull("deleted");
        writer.WriteEndObject();
    }

    private static List<string> Ids(DatabaseSession session, List<long> sequences) =>
        [.. sequences.Select(sequence => session.Scalar("SELECT id FROM assets WHERE seq = $1", sequence)).OfType<string>()];
}
