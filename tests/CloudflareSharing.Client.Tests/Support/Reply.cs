using System;
using System.Globalization;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CloudflareSharing.Client.Tests.Support;

/// <summary>Steps of a <see cref="ScriptedServer"/>: whole answers, and ways of not giving one.</summary>
internal static class Reply
{
    /// <summary>A success with this result.</summary>
    public static Func<Exchange, Task> Result(string result, int status = 200) =>
        Status(status, $$"""{"success":true,"errors":[],"result":{{result}}}""");

    /// <summary>A page of a list, with its result_info or without.</summary>
    public static Func<Exchange, Task> Page(string result, string? info = null) =>
        Status(200, $$"""{"result":{{result}},"success":true,"errors":[]{{(info is null ? null : ",\"result_info\":" + info)}}}""");

    /// <summary>A failure with one error.</summary>
    public static Func<Exchange, Task> Error(int status, int code, string message, params string[] headers) =>
        Status(status, $$"""{"success":false,"errors":[{"code":{{code}},"message":"{{message}}"}],"result":null}""", headers);

    public static Func<Exchange, Task> Status(int status, string body = "", params string[] headers) =>
        Raw(Whole(status, body, headers));

    public static Func<Exchange, Task> NoContent() => Raw("HTTP/1.1 204 No Content\r\n\r\n");

    public static Func<Exchange, Task> Raw(string text) => exchange => exchange.WriteAsync(text);

    /// <summary>Closes the connection without a word.</summary>
    public static Func<Exchange, Task> Drop() => exchange =>
    {
        exchange.Dispose();
        return Task.CompletedTask;
    };

    /// <summary>Keeps silent for as long as the test lasts.</summary>
    public static Func<Exchange, Task> Stall(string bytes = "") => async exchange =>
    {
        await exchange.WriteAsync(bytes);
        await Task.Delay(Timeout.Infinite, exchange.Stopped);
    };

    /// <summary>Does something when the request has come, then answers.</summary>
    public static Func<Exchange, Task> After(Func<Task> first, Func<Exchange, Task> reply) => async exchange =>
    {
        await first().WaitAsync(exchange.Stopped);
        await reply(exchange);
    };

    /// <summary>Sends the first part, waits for the gate, sends the rest.</summary>
    public static Func<Exchange, Task> InTwo(string body, int firstPart, Task gate) => async exchange =>
    {
        var whole = Whole(200, body);
        var cut = whole.Length - body.Length + firstPart;
        await exchange.WriteAsync(whole[..cut]);
        await gate.WaitAsync(exchange.Stopped);
        await exchange.WriteAsync(whole[cut..]);
    };

    private static string Whole(int status, string body, params string[] headers)
    {
        var head = new StringBuilder(FormattableString.Invariant($"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nContent-Type: application/json\r\n"));
        foreach (var header in headers)
            head.Append(header).Append("\r\n");
        return head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n").Append(body).ToString();
    }
}
