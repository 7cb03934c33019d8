using System.Text.Json.Nodes;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// What an edit changes in the contents of an asset. Each format keeps its slot, and a new one with content gets another;
/// slot 0 is always that of the original.
/// </summary>
internal sealed class ContentChanges
{
    private readonly Dictionary<string, StoredFormat> _after = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyDictionary<string, ContentPart> _contents;
    private int _free;

    private ContentChanges(IReadOnlyList<StoredFormat> before, IReadOnlyDictionary<string, ContentPart> contents)
    {
        _contents = contents;
        _free = before.Select(format => format.Slot ?? 0).DefaultIfEmpty(0).Max() + 1;
    }

    /// <summary>The kind of the original's content.</summary>
    public ContentKind Original { get; private set; }

    /// <summary>The slots whose content moves, in this order.</summary>
    public List<(int From, int To)> Moved { get; } = [];

    /// <summary>The slots whose format is gone.</summary>
    public List<int> Removed { get; } = [];

    /// <summary>The new contents.</summary>
    public List<(int Slot, ContentPart Content)> Replaced { get; } = [];

    /// <summary>
    /// Computes them for an edited asset. <paramref name="kind"/> is the kind of content in slot 0 before, and
    /// <paramref name="contents"/> the new content of each format that has one.
    /// </summary>
    public static ContentChanges Of(
        JsonObject asset, IReadOnlyList<StoredFormat> before, ContentKind kind, IReadOnlyDictionary<string, ContentPart> contents)
    {
        var changes = new ContentChanges(before, contents) { Original = kind };
        var stored = before.DistinctBy(format => format.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(format => format.Id, StringComparer.OrdinalIgnoreCase);
        var original = AssetFormats.Original(asset) ?? before.FirstOrDefault(format => format.Slot == 0)?.Id ?? "";
        var others = AssetFormats.Of(asset).Select(format => format.Id).OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(id => !id.Equals(original, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var hasOwn = contents.ContainsKey(original) || (stored.TryGetValue(original, out var own) && own.Slot is not null);
        foreach (var id in others)
            changes.Place(id, stored.GetValueOrDefault(id), hasOwn);
        if (stored.TryGetValue(original, out var found) && found.Slot is > 0)
            changes.MoveToOriginal(found);
        if (contents.TryGetValue(original, out var content))
        {
            changes.Original = content.Kind;
            changes.Replaced.Add((0, content));
        }

        if (changes.Original != ContentKind.None)
            changes._after[original] = new StoredFormat(original, 0, changes.Original);
        changes.Removed.AddRange(before.Select(format => format.Slot).OfType<int>().Where(slot => slot > 0 && !changes.Uses(slot)).Distinct());
        return changes;
    }

    /// <summary>Where the content of a format is after the edit; null if it has none.</summary>
    public StoredFormat? Find(string id) => _after.GetValueOrDefault(id);

    /// <summary>The size of a format's new content, or null if it did not change.</summary>
    public long? NewSize(string id) => _contents.TryGetValue(id, out var content) ? content.Size : null;

    private bool Uses(int slot) => _after.Values.Any(format => format.Slot == slot) || Moved.Exists(move => move.From == slot);

    /// <summary>Gives a format that is not the original a slot, unless it has no content.</summary>
    private void Place(string id, StoredFormat? before, bool originalHasOwn)
    {
        var slot = before?.Slot;
        if (slot == 0 && originalHasOwn)
        {
            slot = _free++;
            Moved.Add((0, slot.Value));
        }

        if (_contents.TryGetValue(id, out var content))
        {
            slot = slot is null or 0 ? _free++ : slot;
            Replaced.Add((slot.Value, content));
        }

        if (slot is not null)
            _after[id] = new StoredFormat(id, slot, content?.Kind ?? before!.Kind);
    }

    private void MoveToOriginal(StoredFormat format)
    {
        Original = format.Kind;
        if (!Moved.Exists(move => move.From == 0))
            Removed.Add(0);
        Moved.Add((format.Slot!.Value, 0));
    }
}
