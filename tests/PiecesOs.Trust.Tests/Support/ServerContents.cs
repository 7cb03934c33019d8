using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PiecesOs.Trust.Tests.Support;

/// <summary>The data on a sandbox, one line per object, without values that differ from run to run.</summary>
internal static class ServerContents
{
    /// <summary>The Cloudflare account.</summary>
    public const string Account = "023e105f4ecef8ad9ca31a8372d0c353";

    /// <summary>Reads the data over plain HTTP, never through the module.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(HttpClient http, Uri sandbox, bool cloudflare) =>
        cloudflare ? await ReadCloudflareAsync(http, sandbox) : await ReadPiecesAsync(http, sandbox);

    /// <summary>Removes the names of assets, because a server assigns names to assets without one.</summary>
    public static IReadOnlyList<string> WithoutNames(IReadOnlyList<string> lines) => [.. lines.Select(static line => line[(line.LastIndexOf(' ') + 1)..])];

    /// <summary>The added and removed lines.</summary>
    public static IReadOnlyList<string> Difference(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (gone, come) = (before.ToList(), new List<string>());
        foreach (var line in after)
        {
            if (!gone.Remove(line))
                come.Add(line);
        }

        return [.. gone.Select(static line => "-" + line).Concat(come.Select(static line => "+" + line)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The lines of <paramref name="effect"/> that are not in <paramref name="expected"/>. Repeated lines count separately.</summary>
    public static IReadOnlyList<string> Excess(IReadOnlyList<string> effect, IReadOnlyList<string> expected)
    {
        var left = expected.ToList();
        return [.. effect.Where(line => !left.Remove(line))];
    }

    private static async Task<IReadOnlyList<string>> ReadPiecesAsync(HttpClient http, Uri sandbox)
    {
        var assets = await GetAsync(http, new Uri(sandbox, "assets?transferables=true"), "iterable");
        var shares = await GetAsync(http, new Uri(sandbox, "shares?transferables=false"), "iterable");
        return [.. assets.Select(Asset), .. shares.Select(Share)];
    }

    private static async Task<IReadOnlyList<string>> ReadCloudflareAsync(HttpClient http, Uri sandbox)
    {
        var address = new Uri(sandbox, $"client/v4/accounts/{Account}/shares");
        var lines = new List<string>();
        foreach (var share in await GetAsync(http, address, "result"))
        {
            var name = Text(share, "name");
            lines.Add($"share {name} {Settled(Text(share, "status"))}");
            foreach (var recipient in await GetAsync(http, new Uri($"{address}/{Text(share, "id")}/recipients"), "result"))
                lines.Add($"recipient of {name}: {Text(recipient, "account_id")} {Settled(Text(recipient, "association_status"))}");
            var excluded = Text(share, "target_type") == "organization" ? await GetAsync(http, new Uri($"{address}/{Text(share, "id")}/excluded-recipients"), "result") : [];
            foreach (var account in excluded)
                lines.Add($"excluded from {name}: {Text(account, "account_id")}");
            foreach (var resource in await GetAsync(http, new Uri($"{address}/{Text(share, "id")}/resources"), "result"))
                lines.Add($"resource of {name}: {Text(resource, "resource_id")} {Settled(Text(resource, "status"))} {Text(resource, "meta")}");
        }

        return lines;
    }

    private static string Asset(JsonElement asset)
    {
        var reference = asset.GetProperty("original").GetProperty("reference").GetRawText();
        var raw = reference.Contains("\"raw\"") ? reference[reference.IndexOf("\"raw\"", StringComparison.Ordinal)..] : string.Empty;
        return $"asset {Text(asset, "name")} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(raw.Split(['"', ']'], 5)[Math.Min(3, raw.Split(['"', ']'], 5).Length - 1)])))[..8]}";
    }

    private static string Share(JsonElement share) =>
        $"share {Text(share, "name")} {Text(share, "access")} {(share.TryGetProperty("score", out var score) ? score.GetRawText() : string.Empty)} {(share.TryGetProperty("assets", out var assets) && assets.TryGetProperty("iterable", out var list) ? list.GetArrayLength() : 1)}";

    private static string Settled(string status) => status switch
    {
        "associating" => "associated",
        "disassociating" => "disassociated",
        "deleting" => "deleted",
        _ => status,
    };

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : string.Empty;

    private static async Task<IReadOnlyList<JsonElement>> GetAsync(HttpClient http, Uri address, string list)
    {
        using var document = JsonDocument.Parse(await http.GetByteArrayAsync(address));
        return [.. document.RootElement.GetProperty(list).EnumerateArray().Select(static element => element.Clone())];
    }
}
