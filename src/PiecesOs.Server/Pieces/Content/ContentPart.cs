namespace PiecesOs.Server.Pieces.Content;

/// <summary>One <c>raw</c> value that was extracted from a request body.</summary>
internal sealed class ContentPart(ContentKind kind)
{
    /// <summary>Text or bytes.</summary>
    public ContentKind Kind { get; } = kind;

    /// <summary>The JSON token with its quotes for text, the bytes themselves for bytes.</summary>
    public ChunkedBytes Data { get; } = new();

    /// <summary>Size of the content in bytes: UTF-8 for text.</summary>
    public long Size { get; set; }

    /// <summary>The beginning of the text, which search and classification use; empty for bytes that are not text.</summary>
    public string Head { get; set; } = "";

    /// <summary>Why the value cannot be content, or null.</summary>
    public string? Problem { get; set; }
}

/// <summary>How an asset's content was received and is returned.</summary>
internal enum ContentKind : byte
{
    /// <summary>The asset has no content.</summary>
    None = 0,

    /// <summary><c>string.raw</c>: text, kept as the JSON token it arrived in.</summary>
    Text = 1,

    /// <summary><c>bytes.raw</c>: bytes, returned as an array of integers.</summary>
    Bytes = 2,
}
