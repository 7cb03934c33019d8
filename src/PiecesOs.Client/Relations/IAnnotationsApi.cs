using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations that change annotations. The API documents do not have them; the vendor's own clients use them.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IAnnotationsApi
{
    /// <summary>Returns one annotation.</summary>
    [Get("/annotation/{annotation}")]
    Task<Annotation> AnnotationSpecificAnnotationSnapshotAsync(string annotation, CancellationToken cancellationToken);

    /// <summary>Creates an annotation of an asset.</summary>
    [Post("/annotations/create"), Headers(OperationHeaders.NamesResource)]
    Task<Annotation> AnnotationsCreateNewAnnotationAsync([Body] JsonBody seed, CancellationToken cancellationToken);

    /// <summary>Saves a whole annotation with its changes; see <see cref="PiecesResource.ToBody"/>.</summary>
    [Post("/annotation/update"), Headers(OperationHeaders.NamesResource)]
    Task<Annotation> AnnotationUpdateAsync([Body] JsonBody annotation, CancellationToken cancellationToken);

    /// <summary>Deletes an annotation.</summary>
    [Post("/annotations/{annotation}/delete"), Headers(OperationHeaders.AcceptText)]
    Task<ResourceId> AnnotationsDeleteSpecificAnnotationAsync(string annotation, CancellationToken cancellationToken);
}
