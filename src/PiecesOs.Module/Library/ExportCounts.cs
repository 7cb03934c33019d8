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

    /// <summary>The number of assets of an earlier export that the server no longer lists.</summary>
    public int NoLongerListed { get; private set; }

    /// <summary>The number of possible secrets.</summary>
    public int Secrets { get; private set; }

    /// <summary>The number of assets with possible secrets.</summary>
    public int AssetsWithSecrets { get; private set; }

    /// <summary>Counts an asset, and its content if the entry has one.</summary>
    public void Add(ManifestEntry entry, bool isKept, int secrets)
    {
        Assets++;
        Secrets += secrets;
        if (secrets > 0)
            AssetsWithSecrets++;
        if (entry.IsMissing)
            NoLongerListed++;
        if (entry.ContentFile is null)
            return;
        Contents++;
        Bytes += entry.Content.Bytes;
        if (isKept)
            Kept++;
    }
}
