namespace PiecesOs.Server.Pieces.Content;

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

/// <summary>How an asset's content came and is given back.</summary>
internal enum ContentKind
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary><c>string.raw</c>: text, kept as the JSON token it arrived in.</summary>
    Text = 1,

    /// <summary><c>bytes.raw</c>: bytes, given back as an array of integers.</summary>
    Bytes = 2,
}
