using System.Text.Json;

namespace PiecesOs.Server.Http;

/// <summary>
/// A request's JSON with every content value (<c>string.raw</c>, <c>bytes.raw</c>) taken out: in its place
/// stands the index of its part. So a document is small whatever was uploaded with it.
/// </summary>
internal sealed class RequestBody(JsonDocument document, IReadOnlyList<ContentPart> parts) : IDisposable
{
    /// <summary>The root, always an object.</summary>
    public JsonElement Root => document.RootElement;

    /// <summary>The content values in the order they came.</summary>
    public IReadOnlyList<ContentPart> Parts { get; } = parts;

    /// <inheritdoc />
    public void Dispose() => document.Dispose();
}
