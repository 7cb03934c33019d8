using System;

namespace CloudflareSharing.Client;

/// <summary>Checks ids before anything is sent.</summary>
internal static class CloudflareId
{
    private const int MaxLength = 32;

    /// <summary>The id itself: 1 to 32 characters. The documents promise no alphabet, so none is asked for.</summary>
    /// <exception cref="ArgumentException">It is no id; names the parameter and the value.</exception>
    public static string Check(string? id, string parameterName)
    {
        if (string.IsNullOrWhiteSpace(id))
            throw new ArgumentException($"The {parameterName} '{id}' is empty.", parameterName);
        if (id!.Length > MaxLength)
            throw new ArgumentException($"The {parameterName} '{id}' is longer than the 32 characters of an id.", parameterName);
        // They would lead to another path, and no escape changes that.
        if (id is "." or "..")
            throw new ArgumentException($"The {parameterName} '{id}' is not an id.", parameterName);
        return id;
    }

    /// <summary>The same for an id that may be left out.</summary>
    public static string? CheckIfGiven(string? id, string parameterName) => id is null ? null : Check(id, parameterName);
}
