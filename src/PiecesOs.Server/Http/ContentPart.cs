using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Http;

/// <summary>One <c>raw</c> value that was taken out of a request body.</summary>
internal sealed class ContentPart(ContentKind kind)
{
    /// <summary>Text or bytes.</summary>
    public ContentKind Kind { get; } = kind;

    /// <summary>The JSON token with its quotes for text, the bytes themselves for bytes.</summary>
    public ChunkedBytes Data { get; } = new();

    /// <summary>Size in bytes of what the user gave: UTF-8 for text.</summary>
    public long Size { get; set; }

    /// <summary>The beginning of the text, as far as search and classification look; empty for bytes that are no text.</summary>
    public string Head { get; set; } = "";

    /// <summary>Why the value cannot be content, or null.</summary>
    public string? Problem { get; set; }
}
