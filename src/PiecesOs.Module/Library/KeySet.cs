namespace PiecesOs.Module;

/// <summary>A set of ids or file names of which each costs sixteen bytes, whatever its length. Case is ignored.</summary>
internal sealed class KeySet
{
    private readonly HashSet<Guid> _keys = [];

    /// <summary>Adds a text.</summary>
    public void Add(string text) => _keys.Add(KeyOf(text));

    /// <summary>Removes a text.</summary>
    public void Remove(string text) => _keys.Remove(KeyOf(text));

    /// <summary>Whether the text is there.</summary>
    public bool Contains(string? text) => text is not null && _keys.Contains(KeyOf(text));

    private static Guid KeyOf(string text) =>
        Guid.TryParse(text, out var id) ? id : AssetFingerprint.Of(text.ToUpperInvariant(), default);
}
