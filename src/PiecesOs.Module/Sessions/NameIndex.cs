namespace PiecesOs.Module;

/// <summary>
/// All objects of one kind on the server, by name and in server order. An exact name has priority over a pattern, because names
/// can contain wildcard characters.
/// </summary>
/// <param name="noun">The kind, as used in errors.</param>
/// <param name="items">All objects.</param>
/// <param name="nameOf">Returns the name of an object.</param>
/// <param name="idOf">Returns the ID of an object.</param>
internal sealed class NameIndex<T>(string noun, IReadOnlyList<T> items, Func<T, string?> nameOf, Func<T, string?> idOf)
    where T : class
{
    private readonly ILookup<string, T> _byName = items.ToLookup(item => nameOf(item) ?? string.Empty, StringComparer.OrdinalIgnoreCase);

    /// <summary>The object with the name, literal or with escaped wildcard characters; <see langword="null"/> if there is none.</summary>
    /// <exception cref="InputException">Several objects have the name.</exception>
    public T? Find(string name) => FindExactly(name) ?? FindExactly(WildcardPattern.Unescape(name));

    /// <summary>Whether exactly one object has the name.</summary>
    public bool HasOne(string name) => _byName[name].Take(2).Count() == 1;

    /// <summary>The object whose name is the pattern itself, or else all objects with matching names.</summary>
    /// <exception cref="InputException">Several objects have the pattern as their name.</exception>
    public IReadOnlyList<T> FindAll(string pattern)
    {
        if (FindExactly(pattern) is { } exactly)
            return [exactly];
        var wildcard = new NamePattern(pattern);
        return items.Where(item => wildcard.IsMatch(nameOf(item) ?? string.Empty)).ToArray();
    }

    private T? FindExactly(string name)
    {
        var named = _byName[name].ToArray();
        return named.Length <= 1 ? named.FirstOrDefault() : throw InputErrors.NameAmbiguous(noun, name, named.Select(idOf).ToArray());
    }
}
