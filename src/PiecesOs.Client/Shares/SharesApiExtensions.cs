using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations on shares that return a list, and calls whose bodies are made from objects. A list is requested each time it is enumerated.</summary>
public static class SharesApiExtensions
{
    /// <summary><c>shares_create_new_share</c>: creates a share of one asset or of several.</summary>
    public static IAsyncEnumerable<Share> SharesCreateNewShareAsync(
        this ISharesApi api, IReadOnlyList<Asset> assets, ShareAccess access, IReadOnlyList<string>? userEmails = null, string? name = null,
        bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteAccess(access, userEmails ?? []);
            if (name is not null)
                writer.WriteString("name", name);
            if (assets.Count == 1)
            {
                writer.WritePropertyName("asset");
                assets[0].WriteTo(writer);
            }
            else
            {
                writer.WriteIterable("assets", assets);
            }

            writer.WriteEndObject();
        });
        return PiecesLists.ReadCreatedSharesAsync(token => api.SharesCreateNewShareResponseAsync(body, transferables, token), cancellationToken);
    }

    /// <summary><c>shares_snapshot</c>: all shares, returned while they arrive.</summary>
    public static IAsyncEnumerable<Share> SharesSnapshotAsync(
        this ISharesApi api, bool? transferables = null, ResponseDeadline? deadline = null, CancellationToken cancellationToken = default) =>
        PiecesLists.ReadAsync(token => api.SharesSnapshotResponseAsync(transferables, deadline, token), static json => new Share(json), cancellationToken);

    /// <summary><c>share_update</c>: saves a share with its changes.</summary>
    public static Task<Share> ShareUpdateAsync(this IShareApi api, Share share, bool? transferables = null, CancellationToken cancellationToken = default) =>
        api.ShareUpdateAsync(share.ToBody(), transferables, cancellationToken);

    /// <summary><c>share_scores_increment</c>: counts one use of what the share shows.</summary>
    public static async Task ShareScoresIncrementAsync(this IShareApi api, string share, ScoreIncrement increment, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("share");
            writer.WriteBoolean(increment.ToString().ToLowerInvariant(), true);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        using var response = await api.ShareScoresIncrementResponseAsync(share, body, cancellationToken).ConfigureAwait(false);
        await PiecesResponses.ReadEmptyAsync(ResponseContent.Of(response), cancellationToken).ConfigureAwait(false);
    }
}
