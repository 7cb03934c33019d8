using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>
/// The operations of the Pieces Linkify API, each under its own name. They need a signed-in user and a connected cloud, else
/// the server answers 511; 505 means that Pieces OS is too old, 413 that the material is too large, 412 that GitHub is not connected.
/// </summary>
public sealed class LinkifyApi
{
    private readonly RestClient _rest;

    internal LinkifyApi(RestClient rest) => _rest = rest;

    /// <summary><c>linkify</c>, POST /linkify: makes a link to an asset, or to a seed that is saved along the way.</summary>
    public IAsyncEnumerable<Share> LinkifyAsync(LinkifyBody linkify, CancellationToken cancellationToken = default) =>
        _rest.CreateSharesAsync(RestRequest.Change("linkify", "linkify", linkify), cancellationToken);

    /// <summary>
    /// <c>linkify_multiple</c>, POST /linkify/multiple: makes one link to several assets, which must be backed up (else 417).
    /// 409 when the name is taken.
    /// </summary>
    public IAsyncEnumerable<Share> LinkifyMultipleAsync(
        IReadOnlyList<string> assets,
        ShareAccess access,
        IReadOnlyList<string>? userEmails = null,
        string? name = null,
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
        return _rest.CreateSharesAsync(RestRequest.Change("linkify_multiple", "linkify/multiple", body), cancellationToken);
    }

    /// <summary><c>linkify_share_revoke</c>, POST /linkify/{share}/revoke: the link stops working; returns the share's id.</summary>
    public Task<string> LinkifyShareRevokeAsync(string share, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("linkify").Segment(share).Path("revoke");
        return _rest.DeleteAsync(RestRequest.Change("linkify_share_revoke", path.ToString()), share, cancellationToken);
    }
}
