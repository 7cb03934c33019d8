using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations of the Pieces Linkify API that return a list.</summary>
public static class LinkifyApiExtensions
{
    /// <summary><c>linkify</c>: creates a link to an asset, or to a seed that is saved on the way.</summary>
    public static IAsyncEnumerable<Share> LinkifyAsync(this ILinkifyApi api, LinkifyBody linkify, CancellationToken cancellationToken = default) =>
        PiecesLists.ReadCreatedSharesAsync(token => api.LinkifyResponseAsync(linkify, token), cancellationToken);

    /// <summary><c>linkify_multiple</c>: creates one link to several assets.</summary>
    public static IAsyncEnumerable<Share> LinkifyMultipleAsync(
        this ILinkifyApi api, IReadOnlyList<string> assets, ShareAccess access, IReadOnlyList<string>? userEmails = null, string? name = null,
        CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStrings("assets", assets);
            writer.WriteAccess(access, userEmails ?? []);
            if (name is not null)
                writer.WriteString("name", name);
            writer.WriteEndObject();
        });
        return PiecesLists.ReadCreatedSharesAsync(token => api.LinkifyMultipleResponseAsync(body, token), cancellationToken);
    }
}
