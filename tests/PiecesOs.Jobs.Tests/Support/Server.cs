namespace PiecesOs.Jobs.Tests.Support;

/// <summary>What a job runs against.</summary>
public enum Server
{
    /// <summary>The sandbox itself.</summary>
    Direct,

    /// <summary>The slow server in front of it.</summary>
    Slow,
}
