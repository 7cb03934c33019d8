namespace PiecesOs.Module;

/// <summary>What the code of an error means, where it says more than the status.</summary>
internal enum CloudflareErrorKind
{
    /// <summary>No known code: the status decides.</summary>
    None,

    /// <summary>The token or key is missing, malformed or not known.</summary>
    NotAuthenticated,

    /// <summary>The token may not be used from here.</summary>
    AddressFiltered,

    /// <summary>The token or key is known and may not do this.</summary>
    NotAuthorized,

    /// <summary>The path leads nowhere: almost always a wrong account, never a missing share.</summary>
    NoRoute,

    /// <summary>Too many requests.</summary>
    RateLimited,

    /// <summary>The same, from the edge, which forgets it after 30 seconds.</summary>
    RateLimitedAtEdge,
}
