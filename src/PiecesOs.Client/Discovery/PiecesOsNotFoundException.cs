using System;
using System.Collections.Generic;

namespace PiecesOs.Client;

/// <summary>No Pieces OS answered anywhere.</summary>
public sealed class PiecesOsNotFoundException : Exception
{
    /// <summary>Names the addresses that were asked.</summary>
    public PiecesOsNotFoundException(IReadOnlyList<Uri> tried)
        : base("No Pieces OS was found on this machine.") => Tried = tried;

    /// <summary>The addresses that were asked.</summary>
    public IReadOnlyList<Uri> Tried { get; }
}
