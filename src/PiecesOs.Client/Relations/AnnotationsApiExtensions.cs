using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations on annotations whose bodies are made from objects.</summary>
public static class AnnotationsApiExtensions
{
    /// <summary><c>annotations_create_new_annotation</c>: adds an annotation of the user's own to an asset.</summary>
    /// <param name="api">The API.</param>
    /// <param name="asset">The ID of the asset.</param>
    /// <param name="type">DESCRIPTION, COMMENT, ...</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<Annotation> AnnotationsCreateNewAnnotationAsync(
        this IAnnotationsApi api, string asset, string type, string text, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("asset", asset);
            writer.WriteString("type", type);
            writer.WriteString("text", text);
            writer.WriteString("mechanism", "MANUAL");
            writer.WriteEndObject();
        });
        return api.AnnotationsCreateNewAnnotationAsync(body, cancellationToken);
    }

    /// <summary><c>annotation_update</c>: saves an annotation with its changes.</summary>
    public static Task<Annotation> AnnotationUpdateAsync(this IAnnotationsApi api, Annotation annotation, CancellationToken cancellationToken = default) =>
        api.AnnotationUpdateAsync(annotation.ToBody(), cancellationToken);
}
