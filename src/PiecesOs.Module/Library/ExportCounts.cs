namespace PiecesOs.Module;

/// <summary>What has been exported so far.</summary>
internal sealed class ExportCounts
{
    /// <summary>Assets.</summary>
    public int Assets { get; private set; }

    /// <summary>Those with content.</summary>
    public int Contents { get; private set; }

    /// <summary>Those without.</summary>
    public int WithoutContent => Assets - Contents;

    /// <summary>The size of all contents.</summary>
    public long Bytes { get; private set; }

    /// <summary>Contents that lay there already.</summary>
    public int Kept { get; private set; }

    /// <summary>Counts an asset without content.</summary>
    public void Add() => Assets++;

    /// <summary>Counts an asset with content.</summary>
    public void Add(long bytes, bool kept)
    {
        Assets++;
        Contents++;
        Bytes += bytes;
        if (kept)
            Kept++;
    }
}
