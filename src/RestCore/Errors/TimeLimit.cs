namespace RestCore;

/// <summary>Which limit ended a wait.</summary>
public enum TimeLimit
{
    /// <summary>The server did not begin to respond.</summary>
    Answer,

    /// <summary>The server stopped sending.</summary>
    Silence,

    /// <summary>The server sent too little for a connection that is alive.</summary>
    Rate,

    /// <summary>A small response was not complete.</summary>
    Total,
}
