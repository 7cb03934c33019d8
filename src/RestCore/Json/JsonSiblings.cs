namespace RestCore.Json;

/// <summary>
/// Keeps chosen members that stand beside a streamed list or beside an object around it, before it or after it. Pass it to the reader of the list
/// and read it when the list has ended. Each member is held whole, so choose small ones.
/// </summary>
/// <param name="names">The members' names.</param>
public sealed class JsonSiblings(params string[] names)
{
    private readonly Dictionary<string, JsonValue> _values = new(StringComparer.Ordinal);

    /// <summary>A member's value; of kind <see cref="System.Text.Json.JsonValueKind.Undefined"/> when it did not come (yet). Of a repeated one the last.</summary>
    public JsonValue this[string name] => _values.TryGetValue(name, out var value) ? value : default;

    internal bool Wants(string? name) => Array.IndexOf(names, name) >= 0;

    internal void Keep(string name, JsonValue value) => _values[name] = value;
}
