namespace PiecesOs.Client;

/// <summary>What happened to the material; a <c>SeededScore</c> carries exactly one of these.</summary>
public enum ScoreIncrement
{
    /// <summary>It was copied or used again.</summary>
    Reuse,

    /// <summary>It was changed.</summary>
    Update,

    /// <summary>It was referred to.</summary>
    Reference,

    /// <summary>It was marked as important.</summary>
    Priority,

    /// <summary>It was found by a search.</summary>
    Searched,
}
