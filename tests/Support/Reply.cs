using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace PiecesOs.Tests.Support;

/// <summary>Replies of a <see cref="ScriptedServer"/>: complete responses, and ways in which a response fails.</summary>
public static class Reply
{
    private const string JsonType = "Content-Type: application/json";

    /// <summary>The head of a JSON response that ends when its connection closes.</summary>
    private static readonly string s_jsonHead = Head(200, JsonType, "Connection: close");

    /// <summary>A JSON response.</summary>
    public static Func<ServerConnection, Task> Json(string body, int status = 200, params string[] headers) => Status(status, body, [JsonType, .. headers]);

    /// <summary>A text response.</summary>
    public static Func<ServerConnection, Task> Text(string body) => Status(200, body, "Content-Type: text/plain");

    /// <summary>A response with only these headers and its length.</summary>
    public static Func<ServerConnection, Task> Status(int status, string body = "", params string[] headers) =>
        Status(status, Encoding.UTF8.GetBytes(body), headers);

    /// <inheritdoc cref="Status(int, string, string[])"/>
    public static Func<ServerConnection, Task> Status(int status, byte[] body, params string[] headers) =>
        Raw([.. Encoding.Latin1.GetBytes(Head(status, [.. headers, Length(body.Length)])), .. body]);

    /// <summary>Status 204.</summary>
    public static Func<ServerConnection, Task> NoContent() => Raw(Head(204));

    /// <summary>A redirect.</summary>
    public static Func<ServerConnection, Task> Redirect(int status, string location) => Status(status, string.Empty, "Location: " + location);

    /// <summary>Exactly these bytes.</summary>
    public static Func<ServerConnection, Task> Raw(byte[] bytes) => connection => connection.WriteAsync(bytes);

    /// <inheritdoc cref="Raw(byte[])"/>
    public static Func<ServerConnection, Task> Raw(string bytes) => Raw(Encoding.UTF8.GetBytes(bytes));

    /// <summary>Closes the connection.</summary>
    public static Func<ServerConnection, Task> Drop() => connection =>
    {
        connection.Close();
        return Task.CompletedTask;
    };

    /// <summary>Resets the connection.</summary>
    public static Func<ServerConnection, Task> Reset() => connection =>
    {
        connection.Reset();
        return Task.CompletedTask;
    };

    /// <summary>Sends part of a JSON response, then closes the connection.</summary>
    public static Func<ServerConnection, Task> BreakOff(string part) => Raw(s_jsonHead + part).Then(Drop());

    /// <summary>Sends nothing for the rest of the test.</summary>
    public static Func<ServerConnection, Task> Stall() => static connection => Task.Delay(Timeout.Infinite, connection.Stopped);

    /// <summary>Reports the request, then sends nothing for the rest of the test.</summary>
    public static Func<ServerConnection, Task> Stall(TaskCompletionSource arrived) => connection =>
    {
        arrived.TrySetResult();
        return Stall()(connection);
    };

    /// <summary>Sends these bytes, then nothing more for the rest of the test.</summary>
    public static Func<ServerConnection, Task> Stall(string bytes) => Raw(bytes).Then(Stall());

    /// <summary>Sends the first part of a JSON response, waits, sends the rest.</summary>
    public static Func<ServerConnection, Task> InTwo(string first, Task gate, string rest) =>
        Raw(s_jsonHead + first).Then(gate).Then(Raw(rest)).Then(Drop());

    /// <summary>Sends part of a JSON response, waits until the client closes the connection, and reports that.</summary>
    public static Func<ServerConnection, Task> UntilClosed(string part, TaskCompletionSource closed) => Raw(s_jsonHead + part).Then(async connection =>
    {
        await connection.WaitForCloseAsync();
        closed.SetResult();
    });

    /// <summary>Runs an action when the request has arrived, then replies.</summary>
    public static Func<ServerConnection, Task> After(Func<Task> action, Func<ServerConnection, Task> reply) => async connection =>
    {
        await action().WaitAsync(connection.Stopped);
        await reply(connection);
    };

    /// <summary>Sends one reply, then another on the same connection.</summary>
    public static Func<ServerConnection, Task> Then(this Func<ServerConnection, Task> reply, Func<ServerConnection, Task> next) => async connection =>
    {
        await reply(connection);
        await next(connection);
    };

    /// <summary>Replies, then waits.</summary>
    public static Func<ServerConnection, Task> Then(this Func<ServerConnection, Task> reply, Task gate) =>
        reply.Then(connection => gate.WaitAsync(connection.Stopped));

    /// <summary>A status line, headers, and the empty line after them.</summary>
    public static string Head(int status, params string[] headers) =>
        $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} {(HttpStatusCode)status}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";

    /// <summary>A Content-Length header.</summary>
    public static string Length(long length) => "Content-Length: " + length.ToString(CultureInfo.InvariantCulture);

    /// <summary>Compresses a text as gzip, deflate or br.</summary>
    public static byte[] Compress(string encoding, string text)
    {
        using var buffer = new MemoryStream();
        using (Stream compressor = encoding switch
        {
            "gzip" => new GZipStream(buffer, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(buffer, CompressionLevel.Optimal),
            _ => new BrotliStream(buffer, CompressionLevel.Optimal),
        })
        {
            compressor.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}
