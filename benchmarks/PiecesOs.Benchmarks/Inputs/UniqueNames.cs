using System.Text.Json;
using PiecesOs.Benchmarks.Sandboxes;

namespace PiecesOs.Benchmarks.Inputs;

/// <summary>Names that each belong to only one asset, and that a user can type without quotation marks inside.</summary>
internal static class UniqueNames
{
    private const int Count = 10;

    /// <summary>Reads ten names from a server, with the IDs of their assets.</summary>
    public static async Task<IReadOnlyList<(string Name, string Id)>> ReadAsync(SandboxServer server)
    {
        using var client = new HttpClient();
        using var list = JsonDocument.Parse(await client.GetStringAsync(new Uri(server.Address, "assets?transferables=false")));
        return [.. list.RootElement.GetProperty("iterable").EnumerateArray()
            .Select(static asset => (Name: asset.TryGetProperty("name", out var name) ? name.GetString()! : string.Empty, Id: asset.GetProperty("id").GetString()!))
            .Where(static asset => asset.Name.Length > 0 && asset.Name.All(static character => char.IsAsciiLetterOrDigit(character) || character is ' ' or '.' or '-'))
            .GroupBy(static asset => asset.Name, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() == 1)
            .Select(static group => group.Single())
            .Take(Count)];
    }
}
