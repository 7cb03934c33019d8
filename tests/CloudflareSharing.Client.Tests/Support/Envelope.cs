using System.Text.Json;

namespace CloudflareSharing.Client.Tests.Support;

/// <summary>Replies in the envelope of the Cloudflare API.</summary>
internal static class Envelope
{
    private const string BasePath = "/client/v4";

    /// <summary>A success with this result.</summary>
    public static Func<ServerConnection, Task> Result(string result, int status = 200) =>
        Reply.Json($$"""{"success":true,"errors":[],"messages":[],"result":{{result}}}""", status);

    /// <summary>A success with an object that has nothing but the ID at the end of the request's path.</summary>
    public static Func<ServerConnection, Task> Requested() => static connection =>
        Result($$"""{"id":{{JsonSerializer.Serialize(Uri.UnescapeDataString(connection.Request.Path.Split('/')[^1]))}}}""")(connection);

    /// <summary>A page of a list, with or without its result_info.</summary>
    public static Func<ServerConnection, Task> Page(string result, string? info = null) =>
        Reply.Json($$"""{"result":{{result}},"success":true,"errors":[],"messages":[]{{(info is null ? null : ",\"result_info\":" + info)}}}""");

    /// <summary>A failure with one error.</summary>
    public static Func<ServerConnection, Task> Error(int status, int code, string message, params string[] headers) =>
        Reply.Json($$"""{"success":false,"errors":[{"code":{{code}},"message":"{{message}}"}],"result":null}""", status, headers);

    /// <summary>The base address of the API on a server.</summary>
    public static Uri BaseAddress(Uri server) => new(server, BasePath);

    /// <summary>The targets of the requests, without the base path.</summary>
    public static IEnumerable<string> Targets(this ScriptedServer server) => server.Requests.Select(static request => request.Target[BasePath.Length..]);
}
