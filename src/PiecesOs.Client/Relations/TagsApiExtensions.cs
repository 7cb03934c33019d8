using System.Text.Json;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations on tags whose bodies are made from texts, and those without a response.</summary>
public static class TagsApiExtensions
{
    /// <summary><c>tags_exists</c>: the ID of the tag with a text; <see langword="null"/> if there is none.</summary>
    public static async Task<string?> TagsExistsAsync(this ITagsApi api, string text, CancellationToken cancellationToken = default)
    {
        using var response = await api.TagsExistsResponseAsync(BodyOf("value", text), cancellationToken).ConfigureAwait(false);
        var json = await PiecesResponses.ReadObjectAsync(
            ResponseContent.Of(response), static json => json.Member("tag").ValueKind != JsonValueKind.Object || PiecesResponses.IdOf(json.Member("tag")) is not null,
            "a tag with an ID", cancellationToken).ConfigureAwait(false);
        return PiecesResponses.IdOf(json.Member("tag"));
    }

    /// <summary><c>tags_create_new_tag</c>: creates a tag.</summary>
    public static Task<Tag> TagsCreateNewTagAsync(this ITagsApi api, string text, CancellationToken cancellationToken = default) =>
        api.TagsCreateNewTagAsync(BodyOf("text", text), cancellationToken);

    /// <summary><c>tag_associate_asset</c>: adds a tag to an asset.</summary>
    public static async Task TagAssociateAssetAsync(this ITagsApi api, string tag, string asset, CancellationToken cancellationToken = default)
    {
        using var response = await api.TagAssociateAssetResponseAsync(tag, asset, cancellationToken).ConfigureAwait(false);
        await PiecesResponses.ReadEmptyAsync(ResponseContent.Of(response), cancellationToken).ConfigureAwait(false);
    }

    /// <summary><c>tag_disassociate_asset</c>: removes a tag from an asset.</summary>
    public static async Task TagDisassociateAssetAsync(this ITagsApi api, string tag, string asset, CancellationToken cancellationToken = default)
    {
        using var response = await api.TagDisassociateAssetResponseAsync(tag, asset, cancellationToken).ConfigureAwait(false);
        await PiecesResponses.ReadEmptyAsync(ResponseContent.Of(response), cancellationToken).ConfigureAwait(false);
    }

    private static JsonBody BodyOf(string member, string text) => JsonBody.From(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(member, text);
        writer.WriteEndObject();
    });
}
