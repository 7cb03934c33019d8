using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>
/// The operations of the Pieces Linkify API, each under its own name. They need a signed-in user and a connected cloud, else the server
/// returns 511; 505 means that Pieces OS is too old, 413 that the material is too large, 412 that GitHub is not connected.
/// </summary>
[Headers(OperationHeaders.AcceptJson)]
public interface ILinkifyApi
{
    /// <summary>Creates a link to an asset, or to a seed that is saved on the way.</summary>
    [Post("/linkify"), Headers(OperationHeaders.NamesResource)]
    Task<HttpResponseMessage> LinkifyResponseAsync([Body] JsonBody linkify, CancellationToken cancellationToken);

    /// <summary>Creates one link to several assets, which must be backed up (else 417). The status is 409 when the name is taken.</summary>
    [Post("/linkify/multiple"), Headers(OperationHeaders.NamesResource)]
    Task<HttpResponseMessage> LinkifyMultipleResponseAsync([Body] JsonBody assets, CancellationToken cancellationToken);

    /// <summary>Revokes a link, which then no longer opens.</summary>
    [Post("/linkify/{share}/revoke"), Headers(OperationHeaders.AcceptText)]
    Task<ResourceId> LinkifyShareRevokeAsync(string share, CancellationToken cancellationToken = default);
}
