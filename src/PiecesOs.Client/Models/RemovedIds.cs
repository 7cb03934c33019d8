using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// The IDs that a list says are removed: those with a negative value in its <c>indices</c>. In a list that is read while it arrives,
/// <c>indices</c> may come after the elements, so the IDs are complete only when the list has ended.
/// </summary>
public sealed class RemovedIds
{
    private static readonly HashSet<string> s_none = [];

    private readonly Func<JsonValue> _indices;
    private HashSet<string>? _ids;

    /// <summary>For a list that has not been read yet.</summary>
    public RemovedIds()
        : this(new JsonSiblings("indices"))
    {
    }

    private RemovedIds(JsonSiblings siblings)
    {
        Siblings = siblings;
        _indices = () => siblings["indices"];
    }

    private RemovedIds(JsonValue indices) => _indices = () => indices;

    /// <summary>The IDs, as far as they are known.</summary>
    public IReadOnlyCollection<string> All => Ids;

    /// <summary>The other IDs in <c>indices</c>, which the list says are there. Its elements may lack some of them.</summary>
    public IEnumerable<string> Active => _indices().EnumerateMembers().Where(static index => !(index.Value.AsInt64() < 0)).Select(static index => index.Key);

    /// <summary>Receives <c>indices</c> from the reader of the list.</summary>
    internal JsonSiblings? Siblings { get; }

    private HashSet<string> Ids
    {
        get
        {
            if (_ids is not null)
                return _ids;
            var indices = _indices();
            if (indices.ValueKind == JsonValueKind.Undefined)
                return s_none;
            return _ids = new HashSet<string>(
                indices.EnumerateMembers().Where(static index => index.Value.AsInt64() < 0).Select(static index => index.Key), StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>Whether the ID is removed, as far as is known.</summary>
    public bool Contains(string? id) => id is not null && Ids.Contains(id);

    internal static RemovedIds In(JsonValue indices) => new(indices);
}
