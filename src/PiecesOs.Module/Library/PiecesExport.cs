using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>The result of Export-PiecesLibrary.</summary>
public sealed class PiecesExport
{
    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>The number of assets in the export.</summary>
    public int AssetCount { get; init; }

    /// <summary>The number of assets that were selected; <see langword="null"/> if the whole library was exported.</summary>
    public int? SelectedCount { get; init; }

    /// <summary>The number of assets with content. Each content is one file.</summary>
    public int ContentCount { get; init; }

    /// <summary>The size of all contents in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The number of assets without content.</summary>
    public int WithoutContent { get; init; }

    /// <summary>The number of share links.</summary>
    public int LinkCount { get; init; }

    /// <summary>The number of possible secrets in the export. Find-PiecesSecret lists them.</summary>
    public int SecretCount { get; init; }

    /// <summary>The number of assets in the list of the server; <see langword="null"/> if the server could not send the whole list.</summary>
    public int? ListCount { get; init; }

    /// <summary>The number of asset IDs that the server returned; <see langword="null"/> if it does not support them.</summary>
    public int? IdentifierCount { get; init; }

    /// <summary>The number of assets that the server counts; <see langword="null"/> if it does not count them.</summary>
    public long? MetricsCount { get; init; }

    /// <summary>The assets that the server has, but that could not be read at all, and the reasons.</summary>
    public IReadOnlyList<PiecesExportProblem> Missing { get; init => field = new JoinedList<PiecesExportProblem>([.. value]); } = new JoinedList<PiecesExportProblem>([]);

    /// <summary>The assets that could not be read completely, and the reasons.</summary>
    public IReadOnlyList<PiecesExportProblem> Unreadable { get; init => field = new JoinedList<PiecesExportProblem>([.. value]); } = new JoinedList<PiecesExportProblem>([]);

    /// <summary>Whether every asset of the server, or every selected asset, is in the export, completely.</summary>
    public bool IsComplete => Missing.Count == 0 && Unreadable.Count == 0;

    /// <summary>The number of assets that an earlier run exported and the server no longer lists.</summary>
    public int NoLongerListed { get; init; }

    /// <summary>The number of contents that an earlier run wrote and that were kept.</summary>
    public int Resumed { get; init; }

    /// <summary>The report, a file to read.</summary>
    public required string Report { get; init; }

    /// <summary>How long the export took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The folder.</summary>
    public override string ToString() => Path;
}
