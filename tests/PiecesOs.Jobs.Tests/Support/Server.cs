namespace PiecesOs.Jobs.Tests.Support;

/// <summary>The server that a job uses.</summary>
public enum Server
{
    /// <summary>The sandbox itself.</summary>
    Direct,

    /// <summary>The slow server in front of it.</summary>
    Slow,
}
