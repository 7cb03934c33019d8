using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The assets that an export lacks or that could not be read completely. Each is reported once, with a warning.</summary>
/// <param name="warn">Receives a sentence about each.</param>
internal sealed class ExportProblems(Action<string> warn)
{
    private readonly object _lock = new();
    private readonly List<PiecesExportProblem> _missing = [];
    private readonly List<PiecesExportProblem> _unreadable = [];

    /// <summary>What the server has and the export lacks.</summary>
    public IReadOnlyList<PiecesExportProblem> Missing => Copy(_missing);

    /// <summary>What could not be read completely.</summary>
    public IReadOnlyList<PiecesExportProblem> Unreadable => Copy(_unreadable);

    /// <summary>Reports an asset that could not be read completely.</summary>
    public void AddUnreadable(Asset asset, string reason) => AddUnreadable(asset.Id, asset.Name, reason);

    /// <summary>Reports something that could not be read completely.</summary>
    public void AddUnreadable(string? id, string? name, string reason)
    {
        if (TryAdd(_unreadable, new PiecesExportProblem { Id = id, Name = name, Reason = reason }))
            warn($"'{DisplayText.Of(name ?? string.Empty)}'{(id is null ? string.Empty : $" ({DisplayText.Safe(id)})")} was not exported completely: {DisplayText.Safe(reason)}");
    }

    /// <summary>Reports an asset that could not be read at all.</summary>
    public void AddMissing(string? id, string reason)
    {
        if (TryAdd(_missing, new PiecesExportProblem { Id = id, Reason = reason }))
            warn(id is null ? DisplayText.Safe(reason) : $"Asset {DisplayText.Safe(id)} was not exported: {DisplayText.Safe(reason)}");
    }

    private bool TryAdd(List<PiecesExportProblem> problems, PiecesExportProblem problem)
    {
        lock (_lock)
        {
            if (problems.Exists(other => other.Id == problem.Id && other.Name == problem.Name && other.Reason == problem.Reason))
                return false;
            problems.Add(problem);
            return true;
        }
    }

    private PiecesExportProblem[] Copy(List<PiecesExportProblem> problems)
    {
        lock (_lock)
            return [.. problems];
    }
}
