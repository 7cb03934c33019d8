namespace PiecesOs.Module;

/// <summary>A library that was written in another form than the lossless one.</summary>
public sealed class PiecesConversion
{
    /// <summary>The form.</summary>
    public LibraryForm Form { get; init; }

    /// <summary>The folder.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The folder of the lossless export from which the form was made.</summary>
    public string LibraryPath { get; init; } = string.Empty;

    /// <summary>The number of assets in the form.</summary>
    public int AssetCount { get; init; }

    /// <summary>The number of assets that the form cannot hold. The lossless export has them.</summary>
    public int LeftOutCount { get; init; }

    /// <summary>The number of files of the form.</summary>
    public int FileCount { get; init; }

    /// <summary>The number of files that the user changed since an earlier export, and that were kept.</summary>
    public int KeptFileCount { get; init; }

    /// <summary>How long it took to write the form, without the lossless export.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The lossless export that was made first; <see langword="null"/> if an existing one was used.</summary>
    public PiecesExport? Export { get; init; }

    /// <summary>The folder.</summary>
    public override string ToString() => Path;
}
