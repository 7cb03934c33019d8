namespace PiecesOs.Client;

/// <summary>What a server did with a record.</summary>
public enum StoreOutcome
{
    /// <summary>The server did not have the record.</summary>
    Created,

    /// <summary>It has replaced another version of the record.</summary>
    Replaced,

    /// <summary>The server had the record.</summary>
    Unchanged,
}
