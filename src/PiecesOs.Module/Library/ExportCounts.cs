namespace PiecesOs.Module;

/// <summary>The counts of an export in progress.</summary>
internal sealed class ExportCounts
{
    /// <summary>The number of assets.</summary>
    public int Assets { get; private set; }

    /// <summary>The number of assets with content.</summary>
    public int Contents { get; private set; }

    /// <summary>The number of assets without content.</summary>
    public int WithoutContent => Assets - Contents;

    /// <summary>The size of all contents.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of contents that existed already.</summary>
    public int Kept { get; private set; }

    /// <summary>The number of assets that could not be read completely. A warning names each.</summary>
    public int Incomplete { get; private set; }

    /// <summary>The number of assets of an earlier export that the server no longer lists.</summary>
    public int Missing { get; private set; }

    /// <summary>Counts an asset that the server no longer lists.</summary>
    public void AddMissing()
    {
        Assets++;
        Missing++;
    }

    /// <summary>Counts an asset.</summary>
    public void AddAsset() => Assets++;

    /// <summary>Counts an asset that could not be read completely.</summary>
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
