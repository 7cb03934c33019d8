using System;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace PiecesOs.Module.Tests.Support;

/// <summary>Answers of a <see cref="ScriptedPieces"/>: whole ones, and ways of not giving one.</summary>
internal static class Reply
{
    public static Func<ServerConnection, Task> Json(string body) => Status(200, body, "Content-Type: application/json");

    public static Func<ServerConnection, Task> Text(string body) => Status(200, body, "Content-Type: text/plain");

    public static Func<ServerConnection, Task> NoContent() => Raw("HTTP/1.1 204 No Content\r\n\r\n");

    public static Func<ServerConnection, Task> Status(int status, string body = "", params string[] headers) =>
        Raw(Head(status, [.. headers, "Content-Length: " + Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)]) + body);

    /// <summary>A part of a JSON answer, and then the end of the connection.</summary>
    public static Func<ServerConnection, Task> BreakOff(string part) => async connection =>
    {
        await connection.WriteAsync(Open + part);
        connection.Dispose();
    };

    /// <summary>Closes the connection without a word.</summary>
    public static Func<ServerConnection, Task> Drop() => connection =>
    {
        connection.Dispose();
        return Task.CompletedTask;
    };

    /// <summary>Tells that the request is there, then keeps silent for as long as the test lasts.</summary>
    public static Func<ServerConnection, Task> Stall(TaskCompletionSource? arrived = null) => async connection =>
    {
        arrived?.TrySetResult();
        await Task.Delay(Timeout.Infinite, connection.Stopped);
    };

    /// <summary>Sends a part of a JSON answer, waits until the client closes the connection, and tells.</summary>
    public static Func<ServerConnection, Task> UntilClosed(string part, TaskCompletionSource closed) => async connection =>
    {
        await connection.WriteAsync(Open + part);
        await connection.WaitForCloseAsync();
        closed.SetResult();
    };

    /// <summary>Sends the first part of a JSON answer, waits for the gate, sends the rest.</summary>
    public static Func<ServerConnection, Task> InTwo(string first, Task gate, string rest) => async connection =>
    {
        await connection.WriteAsync(Open + first);
        await gate.WaitAsync(connection.Stopped);
        await connection.WriteAsync(rest);
        connection.Dispose();
    };

    /// <summary>The head of an answer that ends with its connection.</summary>
    private const string Open = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";

    private static Func<ServerConnection, Task> Raw(string bytes) => connection => connection.WriteAsync(bytes);

    private static string Head(int status, params string[] headers) =>
        $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Status\r\n{string.Join("\r\n", headers)}\r\n\r\n";
}
