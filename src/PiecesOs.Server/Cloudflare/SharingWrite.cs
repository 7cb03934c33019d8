using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The frame of every operation that changes something.</summary>
internal static class SharingWrite
{
    /// <summary>Runs the change in one transaction, which also writes the answer; it is sent when the change is kept.</summary>
    public static async Task WriteAsync(
        this HttpContext context, Database database, CloudflareSettings settings, int status, Func<DatabaseSession, Moment, Action<Utf8JsonWriter>> change)
    {
        var answer = await database.WriteAsync(session => Envelope.Success(change(session, Moment.Of(settings))), context.RequestAborted);
        await context.JsonAsync(status, answer);
    }
}
