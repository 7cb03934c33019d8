namespace PiecesOs.Module;

/// <summary>A running lasting server, which Start-PiecesServer started or a service of the user.</summary>
public sealed class PiecesServerInfo
{
    internal PiecesServerInfo(Uri uri, string dataPath, int processId, string adminToken)
    {
        Uri = uri;
        DataPath = dataPath;
        ProcessId = processId;
        AdminToken = adminToken;
    }

    /// <summary>The address.</summary>
    public Uri Uri { get; }

    /// <summary>The file that stores its data.</summary>
    public string DataPath { get; }

    /// <summary>The process ID.</summary>
    public int ProcessId { get; }

    /// <summary>The version of the server program, which is that of the module that started it.</summary>
    public string? Version { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The days since it was started.</summary>
    public double? Age => Started is { } start ? Math.Round((DateTimeOffset.UtcNow - start).TotalDays, 6) : null;

    /// <summary>The file of its messages; <see langword="null"/> if a service manager keeps them.</summary>
    public string? LogPath { get; init; }

    /// <summary>What is wrong with its data file; <see langword="null"/> if nothing is known to be wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>The token for its admin paths.</summary>
    internal string AdminToken { get; }

    /// <summary>The address.</summary>
    public override string ToString() => Uri.ToString();
}
