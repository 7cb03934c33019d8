using System.Text.Json;

namespace PiecesOs.Tests.Support;

/// <summary>A request as the request log of the sandbox shows it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Query">The query with its question mark; empty if there is none.</param>
/// <param name="ContentType">The Content-Type, if there was one.</param>
/// <param name="Body">The first two kilobytes of the body.</param>
/// <param name="ResponseBytes">The size of the response.</param>
/// <param name="Milliseconds">The time that it took; 0 while it is in progress.</param>
public sealed record LoggedRequest(string Method, string Path, string Query, string? ContentType, string Body, long ResponseBytes, double Milliseconds)
{
    /// <summary>Method, path and query.</summary>
    public string Line => $"{Method} {Path}{Query}";

    internal static LoggedRequest From(JsonElement entry) => new(
        entry.GetProperty("method").GetString()!,
        entry.GetProperty("path").GetString()!,
        entry.GetProperty("query").GetString()!,
        entry.GetProperty("contentType").GetString(),
        entry.GetProperty("body").GetString()!,
        entry.GetProperty("responseBytes").GetInt64(),
        entry.GetProperty("milliseconds").GetDouble());
}
