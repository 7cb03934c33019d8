namespace PiecesOs.Module;

/// <summary>The result of Export-PiecesLibrary.</summary>
public sealed class PiecesExport
{
    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>The number of assets in the export.</summary>
    public int AssetCount { get; init; }

    /// <summary>The number of assets with content. Each content is one file.</summary>
    public int ContentCount { get; init; }

    /// <summary>The size of all contents in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The number of assets without content.</summary>
    public int WithoutContent { get; init; }

    /// <summary>The number of assets that an earlier run exported and the server no longer lists.</summary>
    public int Missing { get; init; }

    /// <summary>The number of assets that could not be read completely. A warning names each.</summary>
    public int Incomplete { get; init; }

    /// <summary>Whether every asset was read completely.</summary>
    public bool IsComplete => Incomplete == 0;

    /// <summary>The number of contents that an earlier run wrote and that were kept.</summary>
    public int Resumed { get; init; }

    /// <summary>How long the export took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The folder.</summary>
    public override string ToString() => Path;
}
