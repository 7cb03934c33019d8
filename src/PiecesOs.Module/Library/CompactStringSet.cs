namespace PiecesOs.Module;

/// <summary>A set of IDs or file names that uses sixteen bytes per item, whatever its length. Case is ignored.</summary>
internal sealed class CompactStringSet
{
    private readonly HashSet<Guid> _keys = [];

    /// <summary>Adds a text.</summary>
    public void Add(string text) => _keys.Add(KeyOf(text));

    /// <summary>Removes a text.</summary>
    public void Remove(string text) => _keys.Remove(KeyOf(text));

    /// <summary>Whether the set contains the text.</summary>
    public bool Contains(string? text) => text is not null && _keys.Contains(KeyOf(text));

    /// <summary>The key of a text, whatever its case.</summary>
    public static Guid KeyOf(string text) =>
        Guid.TryParse(text, out var id) ? id : AssetFingerprint.Of(text.ToUpperInvariant(), default);
}
