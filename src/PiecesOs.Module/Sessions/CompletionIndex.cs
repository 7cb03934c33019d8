namespace PiecesOs.Module;

/// <summary>
/// What completion offers for a library, sorted, so that a text is found without comparing it with each of 100,000 names. An index never
/// changes.
/// </summary>
internal sealed class CompletionIndex
{
    /// <summary>The maximum number of results. Nobody reads more, and PowerShell needs time for each.</summary>
    public const int MaxResults = 1000;

    private readonly IReadOnlyList<KnownAsset> _assets;
    private readonly KnownAsset[] _byId;
    private readonly KnownAsset[] _byName;
    private readonly CountedText[] _names;

    /// <summary>Creates the index of a library.</summary>
    public CompletionIndex(IReadOnlyList<KnownAsset> assets)
    {
        _assets = assets;
        _byId = [.. assets.OrderBy(static asset => asset.Id, StringComparer.OrdinalIgnoreCase)];
        _byName = [.. assets.Where(static asset => asset.Name.Length > 0).OrderBy(static asset => asset.Name, StringComparer.OrdinalIgnoreCase)];
        _names = [.. Count(_byName.Select(static asset => asset.Name))];
        Tags = ByCount(assets.SelectMany(static asset => asset.Tags ?? []));
        Languages = ByCount(assets.Select(static asset => asset.Language).OfType<string>());
    }

    /// <summary>The index of an unknown library.</summary>
    public static CompletionIndex Empty { get; } = new([]);

    /// <summary>The tags, the most used first.</summary>
    public IReadOnlyList<CountedText> Tags { get; }

    /// <summary>The languages, the most used first.</summary>
    public IReadOnlyList<CountedText> Languages { get; }

    /// <summary>The names that start with a prefix, sorted.</summary>
    public IEnumerable<CountedText> NamesWithPrefix(string prefix) => WithPrefix(_names, static name => name.Text, prefix);

    /// <summary>The names that match, sorted. This compares every name.</summary>
    public IEnumerable<CountedText> NamesWhere(Func<string, bool> isMatch) => _names.Where(name => isMatch(name.Text));

    /// <summary>The assets whose IDs start with a prefix, and then those whose names do.</summary>
    public IEnumerable<KnownAsset> AssetsWithPrefix(string prefix) => prefix.Length == 0
        ? _assets
        : WithPrefix(_byId, static asset => asset.Id, prefix)
            .Concat(WithPrefix(_byName, static asset => asset.Name, prefix).Where(asset => !asset.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The assets whose ID or name matches, in server order. This compares every asset.</summary>
    public IEnumerable<KnownAsset> AssetsWhere(Func<string, bool> isMatch) => _assets.Where(asset => isMatch(asset.Id) || isMatch(asset.Name));

    private static IReadOnlyList<CountedText> ByCount(IEnumerable<string> texts) =>
        [.. Count(texts).OrderByDescending(static text => text.Count).ThenBy(static text => text.Text, StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<CountedText> Count(IEnumerable<string> texts) =>
        texts.GroupBy(static text => text, StringComparer.OrdinalIgnoreCase).Select(static group => new CountedText(group.Key, group.Count()));

    /// <summary>The elements whose texts start with a prefix: one range, because they are sorted by these texts.</summary>
    private static IEnumerable<T> WithPrefix<T>(T[] sorted, Func<T, string> textOf, string prefix)
    {
        var (first, end) = (0, sorted.Length);
        while (first < end)
        {
            var middle = first + ((end - first) / 2);
            if (string.Compare(textOf(sorted[middle]), prefix, StringComparison.OrdinalIgnoreCase) < 0)
                first = middle + 1;
            else
                end = middle;
        }

        for (var i = first; i < sorted.Length && textOf(sorted[i]).StartsWith(prefix, StringComparison.OrdinalIgnoreCase); i++)
            yield return sorted[i];
    }
}

/// <summary>A text, and how many assets have it.</summary>
internal sealed record CountedText(string Text, int Count);
