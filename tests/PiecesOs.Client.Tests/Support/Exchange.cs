using System.Text.Json;

namespace PiecesOs.Client.Tests.Support;

/// <summary>What an operation returned and what it sent for that.</summary>
internal sealed record Exchange<T>(T Result, LoggedRequest Request, int Status, string Operation);

/// <summary>A request as the sandbox saw it; of the body the first two kilobytes.</summary>
internal sealed record LoggedRequest(string Line, string? ContentType, string Body)
{
    public static LoggedRequest Of(JsonElement record) => new(
        $"{record.GetProperty("method").GetString()} {record.GetProperty("path").GetString()}{record.GetProperty("query").GetString()}",
        record.GetProperty("contentType").GetString(),
        record.GetProperty("body").GetString()!);
}
