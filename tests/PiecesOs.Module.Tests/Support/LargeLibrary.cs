using System.Globalization;
using System.Text;

namespace PiecesOs.Module.Tests.Support;

/// <summary>The list of a large library, of which only IDs and names matter. It is built in memory once.</summary>
internal static class LargeLibrary
{
    /// <summary>The number of assets.</summary>
    public const int Count = 100_000;

    private static readonly Lazy<byte[]> s_assets = new(static () => Build(static number => $$"""{"id":"{{Id(number)}}","name":"{{Name(number)}}","tags":{"iterable":[]} }"""));
    private static readonly Lazy<byte[]> s_identifiers = new(static () => Build(static number => $$"""{"id":"{{Id(number)}}"}"""));

    /// <summary>The response to <c>GET /assets</c>.</summary>
    public static Func<ServerConnection, Task> Assets => Reply.Status(200, s_assets.Value, "Content-Type: application/json");

    /// <summary>The response to <c>GET /assets/identifiers</c>.</summary>
    public static Func<ServerConnection, Task> Identifiers => Reply.Status(200, s_identifiers.Value, "Content-Type: application/json");

    /// <summary>The ID of an asset.</summary>
    public static string Id(int number) => "10000000-0000-4000-8000-" + number.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>The name of an asset.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"snippet {number * 7919 % Count:D6}");

    private static byte[] Build(Func<int, string> element)
    {
        var json = new StringBuilder("{\"iterable\":[");
        for (var number = 0; number < Count; number++)
            json.Append(number == 0 ? string.Empty : ",").Append(element(number));
        return Encoding.UTF8.GetBytes(json.Append("]}").ToString());
    }
}
