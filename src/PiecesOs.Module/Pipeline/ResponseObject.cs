using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>Converts JSON to the objects that ConvertFrom-Json returns. Dates stay the strings that the server sent, so that they can be sent back unchanged.</summary>
internal static class ResponseObject
{
    /// <summary>The type name that selects the view, in which control characters are visible.</summary>
    private const string TypeName = "PiecesOs.Response";

    /// <summary>Property names with a meaning of their own in PowerShell.</summary>
    private static readonly string[] s_reservedNames = ["PSObject", "PSBase", "PSAdapted", "PSExtended", "PSTypeNames"];

    /// <summary>
    /// A custom object for an object, an array for an array, a byte array for a long array of bytes, and a plain value for anything else.
    /// An object whose names cannot be those of properties (empty, or equal except for case) is an ordered dictionary.
    /// </summary>
    public static object? From(JsonValue json) => json.ValueKind switch
    {
        JsonValueKind.Object => FromMembers(json),
        JsonValueKind.Array when json.AsByteArray() is null => json.EnumerateArray().Select(From).ToArray(),
        _ => JsonPlainValue.From(json),
    };

    private static object? FromMembers(JsonValue json)
    {
        var members = json.EnumerateMembers().ToArray();
        var names = new HashSet<string>(s_reservedNames, StringComparer.OrdinalIgnoreCase) { string.Empty };
        if (!members.All(member => names.Add(member.Key)))
            return JsonPlainValue.From(json);
        var result = new PSObject();
        result.TypeNames.Insert(0, TypeName);
        foreach (var member in members)
            result.Properties.Add(new PSNoteProperty(member.Key, From(member.Value)), preValidated: true);
        return result;
    }
}
