using System.Runtime.CompilerServices;
using System.Text.Json;
using RestCore.Http;
using RestCore.Json;
using RestCore.WebSockets;

namespace PiecesOs.Client;

/// <summary>The four operations that are WebSockets. Each yields one list per pushed message and ends when the server closes.</summary>
public sealed class AssetStreams
{
    private readonly RestClient _rest;

    internal AssetStreams(RestClient rest) => _rest = rest;

    /// <summary><c>assets_stream_identifiers</c>, WS /assets/stream/identifiers: first all IDs, then the IDs of what changes.</summary>
    public IAsyncEnumerable<IReadOnlyList<StreamedIdentifier>> AssetsStreamIdentifiersAsync(
        Action? connected = null, CancellationToken cancellationToken = default) =>
        ListenAsync(
            "assets_stream_identifiers",
            "assets/stream/identifiers",
            IdentifiersIn,
            connected,
            cancellationToken);

    /// <summary><c>get_assets_stream_transferables</c>, WS /assets/stream/transferables: assets that change, with content.</summary>
    public IAsyncEnumerable<StreamedAssets> GetAssetsStreamTransferablesAsync(
        Action? connected = null, CancellationToken cancellationToken = default) =>
        ListenAsync("get_assets_stream_transferables", "assets/stream/transferables", AssetsIn, connected, cancellationToken);

    /// <summary><c>stream_assets</c>, WS /assets/stream: assets that change.</summary>
    public IAsyncEnumerable<StreamedAssets> StreamAssetsAsync(Action? connected = null, CancellationToken cancellationToken = default) =>
        ListenAsync("stream_assets", "assets/stream", AssetsIn, connected, cancellationToken);

    /// <summary><c>workstream_suggestions_stream</c>, WS /workstream/suggestions/stream: what Pieces OS suggests for the current work.</summary>
    public IAsyncEnumerable<IReadOnlyList<WorkstreamSuggestion>> WorkstreamSuggestionsStreamAsync(
        Action? connected = null, CancellationToken cancellationToken = default) =>
        ListenAsync(
            "workstream_suggestions_stream",
            "workstream/suggestions/stream",
            static message => ListIn(message, static json => new WorkstreamSuggestion(json)),
            connected,
            cancellationToken);

    private static StreamedAssets AssetsIn(JsonValue message) =>
        StreamedAssets.From(message, ListIn(message, static json => new Asset(json)));

    /// <summary>The identifiers of a message. Those with a negative value in <c>indices</c> are deleted, also when the message does not list them.</summary>
    private static IReadOnlyList<StreamedIdentifier> IdentifiersIn(JsonValue message)
    {
        var removed = RemovedIds.In(message.Member("indices"));
        var listed = ListIn(message, static json => new StreamedIdentifier(json)).Where(identifier => !removed.Contains(identifier.AssetId));
        return [.. listed, .. removed.All.Select(StreamedIdentifier.DeletedAsset)];
    }

    private static IReadOnlyList<T> ListIn<T>(JsonValue message, Func<JsonValue, T> create)
    {
        var list = message.ValueKind == JsonValueKind.Array ? message : message.Member("iterable");
        return list.EnumerateArray().Select(create).ToArray();
    }

    private async IAsyncEnumerable<T> ListenAsync<T>(
        string operation,
        string path,
        Func<JsonValue, T> read,
        Action? connected,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in _rest.ListenAsync(operation, path, connected, cancellationToken).ConfigureAwait(false))
            yield return read(message);
    }
}
