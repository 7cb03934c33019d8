namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>One way to call a cmdlet that sends requests.</summary>
/// <param name="Cmdlet">The cmdlet.</param>
/// <param name="Arguments">The arguments, as a user types them.</param>
public sealed record Operation(string Cmdlet, string Arguments = "")
{
    /// <summary>The command line.</summary>
    public string Script => $"{Cmdlet} {Arguments}".TrimEnd();

    /// <summary>Whether it changes data on the server.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether it makes several changes, so that a failed command may have made some of them.</summary>
    public bool IsBatch { get; init; }

    /// <summary>Whether it specifies a link name.</summary>
    public bool NamesLink { get; init; }

    /// <summary>Whether it reports a fault as a result instead of an error.</summary>
    public bool ReportsFaults { get; init; }

    /// <summary>Whether it ends at its own time limit and returns what it received until then.</summary>
    public bool Watches { get; init; }

    /// <summary>Whether it stops reading as soon as it has enough.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>Paths of optional requests. If they fail, the result must be the usual one.</summary>
    public string[] Optional { get; init; } = [];

    /// <summary>The path of records that are left out if the server no longer has them.</summary>
    public string? LeavesOut { get; init; }

    /// <summary>A path that older servers lack. Without it, the result must be the usual one.</summary>
    public string? NewerPath { get; init; }

    /// <summary>The error that can follow the usual result if an optional request fails.</summary>
    public string? ErrorAfterResult { get; init; }

    /// <summary>The path of the GET that it repeats until a change is complete. With a lasting fault, the wait times out.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Whether it is for Cloudflare.</summary>
    public bool IsCloudflare => Cmdlet.Contains("Cloudflare");

    /// <inheritdoc/>
    public override string ToString() => Script;
}
