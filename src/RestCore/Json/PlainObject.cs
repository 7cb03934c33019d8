using System.Collections.Specialized;

namespace RestCore.Json;

/// <summary>A JSON object as an ordered dictionary of plain .NET values. Its text is the JSON.</summary>
/// <param name="json">The object.</param>
public sealed class PlainObject(JsonValue json) : OrderedDictionary
{
    /// <summary>The JSON text, as it was received.</summary>
    public override string ToString() => json.GetRawText();
}
