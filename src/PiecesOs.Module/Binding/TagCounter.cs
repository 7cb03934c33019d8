using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Counts the assets that have each tag. Case does not matter, as in the filters; the first spelling is kept.</summary>
internal sealed class TagCounter
{
    private const string Manual = "MANUAL";

    private readonly Dictionary<string, Entry> _tags = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The tags by name.</summary>
    public IReadOnlyList<PiecesTag> Tags => _tags.Values.Select(static entry => new PiecesTag(entry.Name, entry.Count, entry.IsManual))
        .OrderBy(static tag => tag.Name, StringComparer.OrdinalIgnoreCase).ToArray();

    /// <summary>Adds the tags of an asset.</summary>
    public void Add(Asset asset)
    {
        var counted = new HashSet<Entry>();
        foreach (var tag in asset.GetTags())
        {
            if (EntryOf(tag) is not { } entry)
                continue;
            if (counted.Add(entry))
                entry.Count++;
            if (asset.Id is { } id && tag.MechanismFor(id) is { } mechanism)
                entry.IsManual = entry.IsManual == true || mechanism == Manual;
        }
    }

    /// <summary>Adds a tag that may belong to no asset.</summary>
    public void Add(Tag tag)
    {
        var mechanisms = tag.GetMechanisms();
        if (EntryOf(tag) is { } entry && mechanisms.Count > 0)
            entry.IsManual = entry.IsManual == true || mechanisms.Contains(Manual, StringComparer.Ordinal);
    }

    private Entry? EntryOf(Tag tag)
    {
        if (tag.Text is not { Length: > 0 } name)
            return null;
        if (!_tags.TryGetValue(name, out var entry))
            _tags.Add(name, entry = new Entry(name));
        return entry;
    }

    private sealed class Entry(string name)
    {
        public string Name { get; } = name;

        public int Count { get; set; }

        public bool? IsManual { get; set; }
    }
}
