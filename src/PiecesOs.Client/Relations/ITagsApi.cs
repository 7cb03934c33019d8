using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations that change tags and which assets have them. The API documents do not have them; the vendor's own clients use them.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface ITagsApi
{
    /// <summary>Returns the ID of the tag with a text, if there is one.</summary>
    [Post("/tags/exists"), Headers(OperationHeaders.Safe)]
    Task<HttpResponseMessage> TagsExistsResponseAsync([Body] JsonBody text, CancellationToken cancellationToken);

    /// <summary>Creates a tag.</summary>
    [Post("/tags/create")]
    Task<Tag> TagsCreateNewTagAsync([Body] JsonBody seed, CancellationToken cancellationToken);

    /// <summary>Adds a tag to an asset.</summary>
    [Post("/tag/{tag}/assets/associate/{asset}")]
    Task<HttpResponseMessage> TagAssociateAssetResponseAsync(string tag, string asset, CancellationToken cancellationToken);

    /// <summary>Removes a tag from an asset. The tag itself stays.</summary>
    [Post("/tag/{tag}/assets/disassociate/{asset}")]
    Task<HttpResponseMessage> TagDisassociateAssetResponseAsync(string tag, string asset, CancellationToken cancellationToken);
}
