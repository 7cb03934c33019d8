namespace PiecesOs.Sandbox.Assets;

/// <summary>What a splice stands for.</summary>
internal enum SpliceKind
{
    /// <summary>The content, in place of the <c>null</c> that stands there.</summary>
    Content = 0,

    /// <summary>The server's own address, before what stands there.</summary>
    Origin = 1,
}
