namespace PiecesOs.Server.Assets;

/// <summary>What a splice stands for.</summary>
internal enum SpliceKind
{
    /// <summary>The content, the only member of its object.</summary>
    Content = 0,

    /// <summary>The server's own address, before what stands there.</summary>
    Origin = 1,

    /// <summary>The content, with members after it.</summary>
    ContentFirst = 2,

    /// <summary>The content, with members before it.</summary>
    ContentLater = 3,
}
