using System.Globalization;
using System.Text.Json;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>Objects and envelopes as the service writes them.</summary>
internal static class CloudflareSample
{
    public static string Share(string id, string status = "active", string account = "acc") =>
        $$"""{"id":"{{id}}","name":"name of {{id}}","account_id":"{{account}}","organization_id":"org","status":"{{status}}","target_type":"account","kind":"sent","new_member":7}""";

    public static string Recipient(string id, string status = "associated", string account = "other", string error = "", bool terminal = false) =>
        $$"""{"id":"{{id}}","account_id":"{{account}}","association_status":"{{status}}","resources":[{"error":"{{error}}","terminal":{{(terminal ? "true" : "false")}},"resource_id":"thing","resource_version":1}]}""";

    public static string Excluded(string id, string account = "other") => $$"""{"id":"{{id}}","account_id":"{{account}}"}""";

    public static string Resource(string id, string status = "active") =>
        $$"""{"id":"{{id}}","resource_id":"thing","resource_type":"gateway-policy","resource_account_id":"owner","resource_version":1,"meta":{"note":"x"},"status":"{{status}}"}""";

    public static string One(string result) => $$"""{"success":true,"errors":[],"messages":[],"result":{{result}}}""";

    /// <summary>A list of one page.</summary>
    public static string Page(params string[] results) => Page(1, 1, results);

    public static string Page(int page, int of, params string[] results) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"success":true,"errors":[],"messages":[],"result":[{{{string.Join(",", results)}}}],"result_info":{"page":{{{page}}},"per_page":100,"count":{{{results.Length}}},"total_pages":{{{of}}} } }""");

    public static string Failure(int code, string message) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"success":false,"errors":[{"code":{{code}},"message":"{{message}}"}],"result":null}""");

    public static CloudflareSharing.Client.CloudflareShare ShareObject(string id) => new(JsonElement.Parse(Share(id)));

    public static string[] Recipients(params string[] accounts) => [.. accounts.Select(static account => Recipient("r-" + account, account: account))];
}
