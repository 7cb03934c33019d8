namespace PiecesOs.Module;

/// <summary>
/// All that the server has of one kind, by name and in its order. What has a text for its name goes before what the text fits
/// as a pattern, because names may hold wildcard characters.
/// </summary>
/// <param name="noun">The kind, as errors call it.</param>
/// <param name="items">All there is of it.</param>
internal sealed class NameIndex<T>(string noun, IReadOnlyList<T> items)
    where T : class, INamed
{
    private readonly ILookup<string, T> _byName = items.ToLookup(static item => item.Name ?? string.Empty, StringComparer.OrdinalIgnoreCase);

    /// <summary>The one that has the name, as it stands or with its wildcard characters escaped; <see langword="null"/> when none has.</summary>
    /// <exception cref="InputException">Several have it.</exception>
    public T? Find(string name) => FindExactly(name) ?? FindExactly(WildcardPattern.Unescape(name));

    /// <summary>Whether exactly one has the name.</summary>
    public bool HasOne(string name) => _byName[name].Take(2).Count() == 1;

    /// <summary>The one that has the pattern itself for its name, or else all whose names the pattern fits.</summary>
    /// <exception cref="InputException">Several have it for their name.</exception>
    public IReadOnlyList<T> FindAll(string pattern)
    {
        if (FindExactly(pattern) is { } exactly)
            return [exactly];
        var meant = new NamePattern(pattern);
        return items.Where(item => meant.Fits(item.Name ?? string.Empty)).ToArray();
    }

    private T? FindExactly(string name)
    {
        var named = _byName[name].ToArray();
        return named.Length <= 1 ? named.FirstOrDefault() : throw new InputException(
            $"{noun}NameAmbiguous",
            ErrorCategory.InvalidArgument,
            $"{named.Length} {noun.ToLowerInvariant()}s are named '{DisplayText.Of(name)}': {string.Join(", ", named.Take(10).Select(static item => item.Id))}{(named.Length > 10 ? ", ..." : string.Empty)}")
        {
            RecommendedAction = "Give the id of the one that you mean, or pipe it in.",
        };
    }
}
