using System.Net;
using System.Text.Json;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Stores records of an export. The same record again changes nothing.</summary>
public static class LibraryApiExtensions
{
    /// <summary><c>library_snapshot</c>: the version of the operations; <see langword="null"/> if the server does not have them, as Pieces OS.</summary>
    /// <exception cref="MalformedResponseException">The response has no version.</exception>
    public static async Task<long?> GetVersionAsync(this ILibraryApi api, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await api.LibrarySnapshotResponseAsync(cancellationToken).ConfigureAwait(false);
            var json = await PiecesResponses.ReadObjectAsync(
                ResponseContent.Of(response), static json => json.Member("version").AsInt64() is >= 1, "an object with version", cancellationToken).ConfigureAwait(false);
            return json.Member("version").AsInt64();
        }
        catch (RestStatusException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            return null;
        }
    }

    /// <summary><c>library_store_asset</c>: stores an asset as it is, with its IDs, times, formats and relations.</summary>
    /// <param name="api">The API.</param>
    /// <param name="asset">The whole asset, with its contents.</param>
    /// <param name="replace">Whether it can replace another version of it. Otherwise, the server returns 409.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<StoredRecord> StoreAssetAsync(this ILibraryApi api, Asset asset, bool replace = false, CancellationToken cancellationToken = default)
    {
        var id = (asset ?? throw new ArgumentNullException(nameof(asset))).Id ?? throw new ArgumentException("The asset has no ID.", nameof(asset));
        return ReadAsync(id, () => api.LibraryStoreAssetResponseAsync(id, new RecordBody(asset), replace ? true : null, cancellationToken), cancellationToken);
    }

    /// <summary><c>library_store_asset</c>: creates an asset with the given ID.</summary>
    public static Task<StoredRecord> StoreAssetAsync(this ILibraryApi api, string id, SeedBody seed, CancellationToken cancellationToken = default) =>
        ReadAsync(id, () => api.LibraryStoreAssetResponseAsync(id, seed, replace: null, cancellationToken), cancellationToken);

    /// <summary><c>library_store_share</c>: stores a share with its code. The server uses its own address in the link.</summary>
    /// <param name="api">The API.</param>
    /// <param name="share">The share. The contents of its assets are not stored.</param>
    /// <param name="replace">Whether it can replace another version of it, or one that was revoked. Otherwise, the server returns 409.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<StoredRecord> StoreShareAsync(this ILibraryApi api, Share share, bool replace = false, CancellationToken cancellationToken = default)
    {
        var id = (share ?? throw new ArgumentNullException(nameof(share))).Id ?? throw new ArgumentException("The share has no ID.", nameof(share));
        return ReadAsync(id, () => api.LibraryStoreShareResponseAsync(id, share.ToBody(), replace ? true : null, cancellationToken), cancellationToken);
    }

    private static async Task<StoredRecord> ReadAsync(string id, Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        using var response = await send().ConfigureAwait(false);
        var json = await PiecesResponses.ReadObjectAsync(
            ResponseContent.Of(response),
            json => string.Equals(PiecesResponses.IdOf(json), id, StringComparison.OrdinalIgnoreCase) && OutcomeOf(json) is not null,
            $"an object with the ID '{id}' and what was done",
            cancellationToken).ConfigureAwait(false);
        return new StoredRecord(OutcomeOf(json)!.Value, json.Member("link").AsText());
    }

    private static StoreOutcome? OutcomeOf(JsonValue json) => json.Member("outcome").AsText() switch
    {
        "created" => StoreOutcome.Created,
        "replaced" => StoreOutcome.Replaced,
        "unchanged" => StoreOutcome.Unchanged,
        _ => null,
    };

    /// <summary>A record as it is. A large one is not in memory as a whole.</summary>
    private sealed class RecordBody(Asset asset) : JsonBody
    {
        private const long LargeBytes = 256 * 1024;

        public override bool IsLarge { get; } = asset.GetFormats().Sum(static format => format.Size ?? 0) > LargeBytes;

        public override Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
        {
            asset.WriteTo(writer);
            return Task.CompletedTask;
        }

        protected override Task WriteAsync(Stream stream, CancellationToken cancellationToken)
        {
            asset.WriteTo(stream);
            return Task.CompletedTask;
        }
    }
}
