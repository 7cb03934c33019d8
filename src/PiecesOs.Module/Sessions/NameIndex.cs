namespace PiecesOs.Module;

/// <summary>
/// All that the server has of one kind, by name and in its order. What has a text for its name goes before what the text fits
/// as a pattern, because names may hold wildcard characters.
/// </summary>
/// <param name="noun">The kind, as errors call it.</param>
/// <param name="items">All there is of it.</param>
/// <param name="nameOf">The name of an item.</param>
/// <param name="idOf">The id of an item.</param>
internal sealed class NameIndex<T>(string noun, IReadOnlyList<T> items, Func<T, string?> nameOf, Func<T, string?> idOf)
    where T : class
{
    private readonly ILookup<string, T> _byName = items.ToLookup(item => nameOf(item) ?? string.Empty, StringComparer.OrdinalIgnoreCase);

    /// <summary>The item with the name, literally or with its wildcard characters escaped; <see langword="null"/> when none has.</summary>
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
        return items.Where(item => meant.Fits(nameOf(item) ?? string.Empty)).ToArray();
    }

    private T? FindExactly(string name)
    {
        var named = _byName[name].ToArray();
        return named.Length <= 1 ? named.FirstOrDefault() : throw InputErrors.NameAmbiguous(noun, name, named.Select(idOf).ToArray());
    }
}
