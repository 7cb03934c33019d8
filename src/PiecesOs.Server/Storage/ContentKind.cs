namespace PiecesOs.Server.Storage;

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
