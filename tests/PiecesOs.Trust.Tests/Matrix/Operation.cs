namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>One use of a cmdlet that sends requests.</summary>
/// <param name="Cmdlet">The cmdlet.</param>
/// <param name="Arguments">What follows its name, as a user types it.</param>
public sealed record Operation(string Cmdlet, string Arguments = "")
{
    /// <summary>The command line.</summary>
    public string Script => $"{Cmdlet} {Arguments}".TrimEnd();

    /// <summary>Whether it changes what the server holds.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether it changes several things, so that some may be done when it fails.</summary>
    public bool IsBatch { get; init; }

    /// <summary>Whether it names a link.</summary>
    public bool NamesLink { get; init; }

    /// <summary>Whether it reports a fault as its result and not as an error.</summary>
    public bool ReportsFaults { get; init; }

    /// <summary>Whether it ends by its own time limit, with what it has got until then.</summary>
    public bool Watches { get; init; }

    /// <summary>Whether it reads no further than it needs.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>Paths of requests it can do without; then its result must be the usual one.</summary>
    public string[] Optional { get; init; } = [];

    /// <summary>Whether it is for Cloudflare.</summary>
    public bool IsCloudflare => Cmdlet.Contains("Cloudflare");

    /// <inheritdoc/>
    public override string ToString() => Script;
}
