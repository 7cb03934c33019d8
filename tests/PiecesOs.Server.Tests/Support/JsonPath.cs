using System.Globalization;
using System.Text.Json;

namespace PiecesOs.Server.Tests.Support;

/// <summary>Reaches into JSON by <c>a.b.0.c</c>.</summary>
internal static class JsonPath
{
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (at, step) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(step, CultureInfo.InvariantCulture)] : at.GetProperty(step));

    /// <summary>Whether there is such a member.</summary>
    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);

    /// <summary>The paths of all members that are null, at any depth.</summary>
    public static IEnumerable<string> Nulls(this JsonElement element, string path = "$") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Value.Nulls($"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => item.Nulls(path + "[]")),
        JsonValueKind.Null => [path],
        _ => [],
    };

    public static string? TextAt(this JsonElement element, string path) => element.At(path).GetString();

    public static string Id(this JsonElement element) => element.GetProperty("id").GetString()!;

    public static List<JsonElement> Items(this JsonElement element) => [.. element.GetProperty("iterable").EnumerateArray()];
}
