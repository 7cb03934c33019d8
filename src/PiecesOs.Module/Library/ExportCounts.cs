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

    /// <summary>Contents that were there already.</summary>
    public int Kept { get; private set; }

    /// <summary>Assets of which something could not be read, as a warning says for each.</summary>
    public int Incomplete { get; private set; }

    /// <summary>Assets of an earlier export that the server no longer lists.</summary>
    public int Missing { get; private set; }

    /// <summary>Counts an asset that the server no longer lists.</summary>
    public void AddMissing()
    {
        Assets++;
        Missing++;
    }

    /// <summary>Counts an asset.</summary>
    public void AddAsset() => Assets++;

    /// <summary>Counts an asset of which something could not be read.</summary>
    public void AddIncomplete() => Incomplete++;

    /// <summary>Subtracts an asset.</summary>
    public void RemoveAsset() => Assets--;

    /// <summary>Subtracts the content of an asset.</summary>
    public void RemoveContent(long bytes, bool kept)
    {
        Contents--;
        Bytes -= bytes;
        if (kept)
            Kept--;
    }

    /// <summary>Counts the content of an asset.</summary>
    public void AddContent(long bytes, bool kept)
    {
        Contents++;
        Bytes += bytes;
        if (kept)
            Kept++;
    }
}
