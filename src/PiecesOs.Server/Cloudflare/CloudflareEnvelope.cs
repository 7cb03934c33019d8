using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The members of every response: <c>success</c>, <c>errors</c>, <c>result</c> and for pages <c>result_info</c>.</summary>
internal static class CloudflareEnvelope
{
    /// <summary>Returns one object, written by <paramref name="result"/>.</summary>
    public static Task ResultAsync(HttpContext context, int status, Action<Utf8JsonWriter> result) =>
        context.JsonAsync(status, Success(result));

    /// <summary>The same as bytes, for what is written inside a transaction and sent after it.</summary>
    public static byte[] Success(Action<Utf8JsonWriter> result) => Json.Build(writer => writer.WriteObject(() =>
    {
        Begin(writer);
        writer.WritePropertyName("result");
        result(writer);
    }));

    /// <summary>Returns a list; <paramref name="page"/> is null if no page was requested.</summary>
    public static Task ListAsync<T>(HttpContext context, PageResult<T> list, PageRequest? page, Action<Utf8JsonWriter, T> write) =>
        context.JsonAsync(writer => writer.WriteObject(() =>
        {
            Begin(writer);
            writer.WriteStartArray("result");
            foreach (var item in list.Items)
                write(writer, item);
            writer.WriteEndArray();
            if (page is not { } info)
                return;
            writer.WriteStartObject("result_info");
            writer.WriteNumber("page", info.Number);
            writer.WriteNumber("per_page", info.Size);
            writer.WriteNumber("count", list.Items.Count);
            writer.WriteNumber("total_count", list.Total);
            writer.WriteNumber("total_pages", (list.Total + info.Size - 1) / info.Size);
            writer.WriteEndObject();
        }));

    public static Task ErrorAsync(HttpContext context, CloudflareError error) =>
        context.JsonAsync(error.Status, Json.Build(writer => writer.WriteObject(() =>
        {
            writer.WriteBoolean("success", false);
            writer.WriteArray("errors", [(error.Code, error.Message), .. error.Others], item =>
            {
                WriteError(writer, item);
                if (item.Code == error.Code && error.Chain.Count > 0)
                    writer.WriteArray("error_chain", error.Chain, link => WriteError(writer, link));
            });
            WriteMessages(writer);
            writer.WriteNull("result");
        })));

    private static void WriteError(Utf8JsonWriter writer, (int Code, string Message) error)
    {
        writer.WriteNumber("code", error.Code);
        writer.WriteString("message", error.Message);
    }

    /// <summary>Real responses have it, although the API description does not.</summary>
    private static void WriteMessages(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("messages");
        writer.WriteEndArray();
    }

    private static void Begin(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("success", true);
        writer.WriteStartArray("errors");
        writer.WriteEndArray();
        WriteMessages(writer);
    }
}

/// <summary>What all operations that change something share.</summary>
internal static class SharingWrite
{
    /// <summary>Runs the change in one transaction, which also writes the response; it is sent after the commit.</summary>
    public static async Task WriteAsync(
        this HttpContext context, Database database, CloudflareSettings settings, int status, Func<DatabaseSession, ChangeTimes, Action<Utf8JsonWriter>> change)
    {
        var answer = await database.WriteAsync(session => CloudflareEnvelope.Success(change(session, ChangeTimes.Of(settings))), context.RequestAborted);
        await context.JsonAsync(status, answer);
    }
}
