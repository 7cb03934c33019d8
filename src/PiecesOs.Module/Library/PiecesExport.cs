namespace PiecesOs.Module;

/// <summary>What Export-PiecesLibrary wrote.</summary>
public sealed class PiecesExport
{
    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>How many assets the export holds.</summary>
    public int AssetCount { get; init; }

    /// <summary>How many of them have content, each in a file of its own.</summary>
    public int ContentCount { get; init; }

    /// <summary>The size of all contents in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>How many assets came without content.</summary>
    public int WithoutContent { get; init; }

    /// <summary>How many of the assets are only in the export: an earlier run saved them, and the server no longer lists them.</summary>
    public int Missing { get; init; }

    /// <summary>How many assets could not be read whole; a warning names each.</summary>
    public int Incomplete { get; init; }

    /// <summary>Whether every asset was read whole.</summary>
    public bool IsComplete => Incomplete == 0;

    /// <summary>How many contents were there already from an earlier run, and were kept.</summary>
    public int Resumed { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The folder.</summary>
    public override string ToString() => Path;
}
