namespace CloudflareSharing.Client;

/// <summary>
/// Checks IDs before anything is sent: only for what could change the address or what is sent. What an ID looks like is for the
/// server to decide, because the lengths that its documents name are not those of all its IDs.
/// </summary>
internal static class CloudflareId
{
    /// <summary>The ID itself, for a segment of a path.</summary>
    /// <exception cref="ArgumentException">It could change the address; names the parameter and the value.</exception>
    public static string CheckSegment(string? id, string parameterName)
    {
        CheckNotEmpty(id, parameterName);
        // An escape does not change where a dot segment leads, and not every proxy keeps an escaped slash.
        if (id is "." or "..")
            throw new ArgumentException($"The {parameterName} '{id}' is not an ID.", parameterName);
        for (var i = 0; i < id!.Length; i++)
        {
            if (char.IsControl(id[i]))
                throw new ArgumentException($"The {parameterName} contains a control character.", parameterName);
            if (id[i] is '/' or '\\' or '?' or '#')
                throw new ArgumentException($"The {parameterName} '{id}' contains '{id[i]}', which an ID cannot contain.", parameterName);
            // It would be sent as another character.
            if (char.IsSurrogatePair(id, i))
                i++;
            else if (char.IsSurrogate(id[i]))
                throw new ArgumentException($"The {parameterName} is not valid Unicode.", parameterName);
        }

        return id;
    }

    /// <summary>The ID itself, for a body.</summary>
    /// <exception cref="ArgumentException">It is empty; names the parameter.</exception>
    public static string CheckNotEmpty(string? id, string parameterName) =>
        string.IsNullOrWhiteSpace(id) ? throw new ArgumentException($"The {parameterName} is empty.", parameterName) : id!;
}
