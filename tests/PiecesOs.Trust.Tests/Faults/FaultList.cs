using System.Globalization;
using System.Text;

namespace PiecesOs.Trust.Tests.Faults;

/// <summary>All faults.</summary>
internal static class FaultList
{
    /// <summary>The time limit of faults that end by a timeout, in seconds.</summary>
    public const double ShortTimeout = 2;

    private const string Page = "<!DOCTYPE html><html><head><title>Sign in to Wi-Fi</title></head><body><form method=\"post\">Please sign in.</form></body></html>";

    /// <summary>Every fault, in the order of the report.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. Connections(), .. Stalls(), .. Drops(), .. Framing(), .. WrongResponses(), .. OddResponses(), .. Huge(), .. Redirects(), .. Statuses(), .. Sockets(), .. Stops(), .. Fuzzed(),
    ];

    private static IEnumerable<Fault> Connections()
    {
        const string kind = "no connection";
        yield return new Fault(kind, "refused", Outcome.Unreachable) { Address = FaultyAddress.Refused };
        yield return new Fault(kind, "host name that does not resolve", Outcome.Unreachable) { Address = FaultyAddress.UnknownHost };
        yield return new Fault(kind, "https to a server without TLS", Outcome.Insecure) { Address = FaultyAddress.NoTls };
        yield return new Fault(kind, "self-signed certificate", Outcome.Insecure) { Address = FaultyAddress.SelfSigned };
        yield return new Fault(kind, "half-open: never accepted", Outcome.TimedOut) { Address = FaultyAddress.HalfOpen, TimeoutSec = ShortTimeout };
    }

    private static IEnumerable<Fault> Stalls()
    {
        const string kind = "stall";
        yield return Replying(kind, "before the first byte", Outcome.TimedOut, static async call =>
        {
            await call.ForwardAsync();
            await call.WaitForClientAsync();
        }) with { TimeoutSec = ShortTimeout, Forwards = true };
        yield return Replying(kind, "inside the head", Outcome.TimedOut, static async call =>
        {
            var response = await call.ForwardAsync();
            await call.Connection.WriteAsync(response.Head()[..20]);
            await call.WaitForClientAsync();
        }) with { TimeoutSec = ShortTimeout, Forwards = true };
        foreach (var (name, share) in new[] { ("after the head", 0.0), ("inside the body", 0.5), ("before the last byte", 1.0) })
        {
            yield return WithBody(kind, name, Outcome.TimedOut, async (call, response) =>
            {
                await call.Connection.WriteAsync(response.Head());
                await call.Connection.WriteAsync(response.Body[..Math.Min(response.Body.Length - 1, (int)(response.Body.Length * share))]);
                await call.WaitForClientAsync();
            }) with { TimeoutSec = ShortTimeout, Forwards = true };
        }
    }

    private static IEnumerable<Fault> Drops()
    {
        const string kind = "drop";
        yield return Replying(kind, "before the request is answered", Outcome.Lost, static call =>
        {
            call.Connection.Close();
            return Task.CompletedTask;
        });
        yield return Replying(kind, "reset before the request is answered", Outcome.Lost, static call =>
        {
            call.Connection.Reset();
            return Task.CompletedTask;
        });
        yield return Replying(kind, "after the server acted", Outcome.Lost, static async call =>
        {
            await call.ForwardAsync();
            call.Connection.Reset();
        }) with { Forwards = true };
        yield return Replying(kind, "inside the head", Outcome.Lost, static async call =>
        {
            var head = (await call.ForwardAsync()).Head();
            await call.Connection.WriteAsync(head[..call.Random.Next(1, head.Length - 4)]);
            call.Connection.Close();
        }) with { Forwards = true };
        yield return Replying(kind, "once, after the server acted", Outcome.LostOnce, static async call =>
        {
            await call.ForwardAsync();
            call.Connection.Reset();
        }) with { Forwards = true, Times = 1 };
        for (var i = 1; i <= 3; i++)
        {
            yield return WithBody(kind, $"at a random offset of the body, {i}", Outcome.Malformed, static async (call, response) =>
            {
                await call.Connection.WriteAsync(response.Head());
                await call.Connection.WriteAsync(response.Body[..call.Random.Next(0, response.Body.Length)]);
                call.Connection.Close();
            }) with { Forwards = true };
            yield return WithBody(kind, $"reset at a random offset of the body, {i}", Outcome.Malformed, static async (call, response) =>
            {
                await call.Connection.WriteAsync(response.Head());
                await call.Connection.WriteAsync(response.Body[..call.Random.Next(0, response.Body.Length)]);
                await Task.Delay(20); // A reset discards data that the client has not read yet.
                call.Connection.Reset();
            }) with { Forwards = true };
            yield return WithBody(kind, $"ended cleanly at a random offset of the body, {i}", Outcome.Malformed, static (call, response) =>
                call.SendAsync(response with { Body = response.Body[..call.Random.Next(0, response.Body.Length)] })) with { Forwards = true };
        }

        yield return WithBody(kind, "ended cleanly before the last byte", Outcome.Malformed, static (call, response) =>
            call.SendAsync(response with { Body = response.Body[..^1] })) with { Forwards = true };
    }

    private static IEnumerable<Fault> Framing()
    {
        const string kind = "not HTTP";
        yield return Replying(kind, "another protocol", Outcome.NotHttp, static async call =>
        {
            await call.Connection.WriteAsync("220 smtp.example ESMTP ready\r\n250 OK\r\n\r\n");
            call.Connection.Close();
        });
        yield return Replying(kind, "a head of 1 MB", Outcome.NotHttp, static async call =>
        {
            await call.Connection.WriteAsync("HTTP/1.1 200 OK\r\nX-Filler: " + new string('x', 1024 * 1024) + "\r\n\r\n");
            call.Connection.Close();
        });
        yield return WithBody(kind, "a chunk without a size", Outcome.Malformed, static async (call, response) =>
        {
            await call.Connection.WriteAsync(Reply.Head(response.Status, "Content-Type: " + response.ContentType, "Transfer-Encoding: chunked"));
            await call.Connection.WriteAsync("nonsense\r\n");
            await call.Connection.WriteAsync(response.Body);
            call.Connection.Close();
        }) with { Forwards = true };
        yield return WithBody(kind, "chunks without an end", Outcome.Malformed, static async (call, response) =>
        {
            await call.Connection.WriteAsync(Reply.Head(response.Status, "Content-Type: " + response.ContentType, "Transfer-Encoding: chunked"));
            var half = response.Body[..(response.Body.Length / 2)];
            await call.Connection.WriteAsync($"{half.Length:x}\r\n");
            await call.Connection.WriteAsync([.. half, 13, 10]);
            call.Connection.Close();
        }) with { Forwards = true };
        yield return WithBody(kind, "damaged gzip", Outcome.Malformed, static async (call, response) =>
        {
            var body = Reply.Compress("gzip", response.Text);
            for (var i = 12; i < body.Length; i += 7)
                body[i] ^= 0x5A;
            await call.SendAsync(response with { Body = body, Headers = ["Content-Encoding: gzip"] });
        }) with { Forwards = true };
        yield return WithBody(kind, "gzip that breaks off", Outcome.Malformed, static async (call, response) =>
        {
            var body = Reply.Compress("gzip", response.Text);
            await call.SendAsync(response with { Body = body[..(body.Length / 2)], Headers = ["Content-Encoding: gzip"] });
        }) with { Forwards = true };
    }

    private static IEnumerable<Fault> WrongResponses()
    {
        const string kind = "wrong answer";
        foreach (var (name, text) in new[]
        {
            ("a sign-in page with 200", Page), ("an empty object", "{}"), ("an empty list", "[]"), ("null", "null"), ("42", "42"), ("true", "true"), ("a text", "\"text\""),
            ("an object with an error", """{"error":"Internal Server Error","eventId":"0"}"""), ("a list that is null", """{"iterable":null,"result":null}"""),
            ("two documents", "{} {}"), ("not JSON", "{'id': 1}"),
        })
        {
            yield return Changing(kind, name, Outcome.Malformed, (response, _) => new Response(200, text == Page ? "text/html" : "application/json", Encoding.UTF8.GetBytes(text)));
        }

        yield return Changing(kind, "a text in Latin-1", Outcome.Malformed, static (_, _) => new Response(200, "application/json", [(byte)'"', 0xE9, 0x69, (byte)'"']));
        yield return Changing(kind, "a list of numbers", Outcome.Malformed, static (response, _) => response.IsObject ? response.WithBody("""{"iterable":[1,2],"result":[1,2],"success":true}""") : null);
        yield return Changing(kind, "a sign-in page that says it is JSON", Outcome.Malformed, static (_, _) => new Response(200, "application/json", Encoding.UTF8.GetBytes(Page)));
        yield return Changing(kind, "an empty body", Outcome.Malformed, static (response, _) => response.Body.Length == 0 ? null : response with { Body = [] });
        yield return Changing(kind, "204 where content is documented", Outcome.Malformed, static (response, _) => response.IsObject ? new Response(204, string.Empty, []) : null);
        yield return Changing(kind, "the ID of another object", Outcome.Malformed, static (response, _) => response.IsObject || response.Body.Length != 36
            ? null
            : response.WithBody("00000000-0000-4000-8000-0000000000ff"));
        yield return Changing(kind, "10,000 levels of nesting, and nothing else", Outcome.Malformed, static (_, _) =>
            new Response(200, "application/json", Encoding.UTF8.GetBytes(new string('[', 10_000) + new string(']', 10_000))));
        yield return Changing(kind, "10,000 levels that are never closed", Outcome.Malformed, static (_, _) =>
            new Response(200, "application/json", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"iterable\":[", 5_000)))));
    }

    private static IEnumerable<Fault> OddResponses()
    {
        const string kind = "odd answer";
        yield return Changing(kind, "another Content-Type", Outcome.Harmless, static (response, _) => response.IsObject ? response with { ContentType = "text/html; charset=utf-8" } : null);
        yield return Changing(kind, "no Content-Type", Outcome.Harmless, static (response, _) => response.IsObject ? response with { ContentType = string.Empty } : null);
        yield return Changing(kind, "a byte order mark", Outcome.Harmless, static (response, _) => response.Body.Length == 0 ? null : response with { Body = [0xEF, 0xBB, 0xBF, .. response.Body] });
        yield return Changing(kind, "white space around", Outcome.Harmless, static (response, _) => response.Body.Length == 0 ? null : response.WithBody($" \r\n\t{response.Text}\n \n"));
        yield return Changing(kind, "status 201", Outcome.Harmless, static (response, _) => response.IsObject ? response with { Status = 201 } : null);
        yield return Changing(kind, "members twice", Outcome.Harmless, static (response, _) => response.IsObject ? response.WithBody(response.Text.TrimEnd()[..^1] + "," + response.Text.TrimStart()[1..]) : null);
        yield return Changing(kind, "records twice", Outcome.Odd, static (response, _) => response.IsObject ? response.WithBody(JsonFaults.RepeatRecords(response.Text)) : null);
        yield return Changing(kind, "another ID first", Outcome.Odd, static (response, _) => First(response, "\"id\":\"00000000-0000-4000-8000-0000000000ff\""));
        yield return Changing(kind, "invalid UTF-8 in a text", Outcome.Odd, static (response, _) => First(response, "\"filler\":\"@@\"") is { } filled
            ? filled with { Body = ReplaceFirst(filled.Body, "@@"u8, [0xFF, 0xC0]) }
            : null);
        yield return Changing(kind, "half a surrogate pair in a text", Outcome.Odd, static (response, _) => First(response, "\"filler\":\"\\ud800\""));
        yield return Changing(kind, "10,000 levels of nesting in a member", Outcome.Odd, static (response, _) =>
            First(response, "\"filler\":" + new string('[', 10_000) + new string(']', 10_000)));
        yield return Changing(kind, "numbers out of range", Outcome.Odd, static (response, _) => response.IsObject ? response.WithBody(JsonFaults.ReplaceNumbers(response.Text, "1e999")) : null);
        yield return Changing(kind, "numbers of 40 digits", Outcome.Odd, static (response, _) => response.IsObject ? response.WithBody(JsonFaults.ReplaceNumbers(response.Text, new string('9', 40))) : null);
        yield return Changing(kind, "numbers with a fraction", Outcome.Odd, static (response, _) => response.IsObject ? response.WithBody(JsonFaults.ReplaceNumbers(response.Text, "0.5")) : null);
        yield return Changing(kind, "an unknown member", Outcome.Harmless, static (response, _) => First(response, "\"filler\":{\"a\":[1,null,\"x\"]}"));
    }

    private static IEnumerable<Fault> Huge()
    {
        const string kind = "huge answer";
        yield return Replying(kind, "an error of 1 GB", Outcome.Status, static call => FloodAsync(call, 500)) with { StatusCode = 500, IsLarge = true };
        yield return Replying(kind, "1 GB with 200", Outcome.Malformed, static call => FloodAsync(call, 200)) with { IsLarge = true };
        yield return Replying(kind, "a text of 100 MB in a member", Outcome.Odd, static async call =>
        {
            var response = await call.ForwardAsync();
            if (!response.IsObject)
            {
                await call.SendAsync(response);
                return;
            }

            const int size = 100 * 1024 * 1024;
            var first = Encoding.UTF8.GetBytes("{\"filler\":\"");
            byte[] last = [(byte)'"', (byte)',', .. response.Body[1..]];
            await call.Connection.WriteAsync(response.Head(first.Length + size + last.Length));
            await call.Connection.WriteAsync(first);
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'x');
            for (var sent = 0; sent < size; sent += block.Length)
                await call.Connection.WriteAsync(block);
            await call.Connection.WriteAsync(last);
        }) with { IsLarge = true, Forwards = true };
    }

    private static IEnumerable<Fault> Redirects()
    {
        const string kind = "redirect";
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            yield return Replying(kind, $"{status} to another host", Outcome.Redirected, call => call.SendAsync(new Response(status, string.Empty, []) { Headers = ["Location: http://other.invalid/"] }));
            yield return Replying(kind, $"{status} to the same address, for ever", Outcome.Redirected, call =>
                call.SendAsync(new Response(status, string.Empty, []) { Headers = ["Location: " + call.Connection.Request.Target] }));
        }

        yield return Replying(kind, "307 to the same host, once", Outcome.RedirectedHere, static call =>
            call.SendAsync(new Response(307, string.Empty, []) { Headers = ["Location: " + call.Connection.Request.Target] })) with { Times = 1 };
        yield return Replying(kind, "307 to another port", Outcome.Redirected, static call => call.SendAsync(new Response(307, string.Empty, []) { Headers = ["Location: http://127.0.0.1:1/"] }));
        yield return Replying(kind, "307 to https on the same host", Outcome.RedirectedToTls, static call => call.SendAsync(
            new Response(307, string.Empty, []) { Headers = [$"Location: https://{call.Connection.Request.Header("Host")}{call.Connection.Request.Target}"] })) with { TimeoutSec = ShortTimeout };
        yield return Replying(kind, "307 without an address", Outcome.Redirected, static call => call.SendAsync(new Response(307, string.Empty, [])));
        yield return Replying(kind, "307 to an invalid address", Outcome.Redirected, static call => call.SendAsync(new Response(307, string.Empty, []) { Headers = ["Location: http://[/"] }));
        yield return Replying(kind, "307 to a file", Outcome.Redirected, static call => call.SendAsync(new Response(307, string.Empty, []) { Headers = ["Location: file:///etc/passwd"] }));
    }

    private static IEnumerable<Fault> Statuses()
    {
        const string kind = "status";
        foreach (var status in new[] { 400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 415, 417, 418, 422, 431, 451, 500, 501, 505, 507, 511, 520, 593, 599, 999 })
            yield return WithStatus(kind, $"{status}", status);

        // A GET is retried after these, which is slow, so they are sent only as often as needed.
        foreach (var status in new[] { 429, 502, 503, 504 })
        {
            yield return WithStatus(kind, $"{status}", status);
            yield return WithStatus(kind, $"{status} once", status, Outcome.StatusOnce) with { Times = 1 };
        }

        yield return WithStatus(kind, "429 with a wait of an hour", 429, Outcome.Status, "Retry-After: 3600");
        yield return WithStatus(kind, "503 once, with a wait of a second", 503, Outcome.StatusOnce, "Retry-After: 1") with { Times = 1 };
        yield return WithStatus(kind, "500 without a body", 500) with { Reply = static call => call.SendAsync(new Response(500, string.Empty, [])) };
        yield return WithStatus(kind, "500 with a page", 500) with { Reply = static call => call.SendAsync(new Response(500, "text/html", Encoding.UTF8.GetBytes(Page))) };
        yield return WithStatus(kind, "500 with half of an object", 500) with { Reply = static call => call.SendAsync(new Response(500, "application/json", "{\"error\":\"bro"u8.ToArray())) };
        yield return WithStatus(kind, "404 of an unknown path", 404) with
        {
            IsUnknownRoute = true,
            Reply = static call => call.SendAsync(call.Connection.Request.Path.StartsWith("/client/", StringComparison.Ordinal)
                ? new Response(404, "application/json", """{"success":false,"errors":[{"code":1004,"message":"not found"}],"messages":[],"result":null}"""u8.ToArray())
                : new Response(404, "text/plain", "Route not found"u8.ToArray())),
        };
        yield return WithStatus(kind, "500 that repeats the credentials", 500) with { Reply = static call => call.SendAsync(new Response(500, "application/json", EchoOf(call))) };
        yield return new Fault("wrong answer", "a page that repeats the credentials", Outcome.Malformed)
        {
            Reply = static call => call.SendAsync(new Response(200, "text/html", EchoOf(call))),
        };
        yield return Replying(kind, "103 first, then the answer", Outcome.Harmless, static async call =>
        {
            var response = await call.ForwardAsync();
            await call.Connection.WriteAsync("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
            await call.SendAsync(response);
        }) with { Forwards = true };
    }

    private static IEnumerable<Fault> Sockets()
    {
        const string kind = "WebSocket";
        foreach (var code in new[] { 1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 1015, 3000, 4000, 65535, 0 })
            yield return Framed(kind, $"closed with {code}", Outcome.Reconnects, [0x88, 0x02, (byte)(code >> 8), (byte)code]);
        yield return new Fault(kind, "open and silent", Outcome.Reconnects)
        {
            IsSocketOnly = true,
            Reply = static call => WebSocketFrames.Accept(static connection => connection.WaitForCloseAsync())(call.Connection),
        };
        yield return Framed(kind, "closed without a code", Outcome.Reconnects, [0x88, 0x00]);
        yield return Framed(kind, "broken off", Outcome.Reconnects, []);
        yield return Framed(kind, "broken off inside a frame", Outcome.Reconnects, [0x81, 0x7E, 0x01, 0x00, (byte)'{']);
        yield return Framed(kind, "broken off between two frames of a message", Outcome.Reconnects, WebSocketFrames.Unfinished("{\"iterable\":"));
        yield return Framed(kind, "a reserved opcode", Outcome.Reconnects, [0x83, 0x01, 0x20]);
        yield return Framed(kind, "a masked frame", Outcome.Reconnects, [0x81, 0x82, 1, 2, 3, 4, (byte)'{' ^ 1, (byte)'}' ^ 2]);
        yield return Framed(kind, "a frame of 2 EB", Outcome.Reconnects, [0x81, 0x7F, 0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)'{']);
        yield return Framed(kind, "a ping of 200 bytes", Outcome.Reconnects, [0x89, 0x7E, 0x00, 0xC8, .. new byte[200]]);
        yield return Framed(kind, "not JSON", Outcome.Odd, WebSocketFrames.Text("Sign in to Wi-Fi"));
        yield return Framed(kind, "an empty message", Outcome.Odd, WebSocketFrames.Text(string.Empty));
        yield return Framed(kind, "42", Outcome.Odd, WebSocketFrames.Text("42"));
        yield return Framed(kind, "an empty object", Outcome.Odd, WebSocketFrames.Text("{}"));
        yield return Framed(kind, "10,000 levels of nesting", Outcome.Odd, WebSocketFrames.Text(new string('[', 10_000) + new string(']', 10_000)));
        yield return Framed(kind, "a binary message", Outcome.Odd, [0x82, 0x02, 0xFF, 0xFE]);
    }

    private static IEnumerable<Fault> Stops()
    {
        const string kind = "stop";
        yield return Replying(kind, "before the first byte", Outcome.Stopped, static async call =>
        {
            call.Reached();
            await call.WaitForClientAsync();
        });
        yield return Replying(kind, "after the server acted", Outcome.Stopped, static async call =>
        {
            await call.ForwardAsync();
            call.Reached();
            await call.WaitForClientAsync();
        }) with { Forwards = true };
        yield return Replying(kind, "before it is repeated", Outcome.Stopped, static async call =>
        {
            await call.SendAsync(StatusResponse(call, 503, ["Retry-After: 20"]));
            call.Reached();
        }) with { IsGetOnly = true };
        yield return WithBody(kind, "inside the body", Outcome.Stopped, static async (call, response) =>
        {
            await call.Connection.WriteAsync(response.Head());
            await call.Connection.WriteAsync(response.Body[..(response.Body.Length / 2)]);
            call.Reached();
            await call.WaitForClientAsync();
        }) with { Forwards = true };
    }

    private static IEnumerable<Fault> Fuzzed()
    {
        for (var i = 1; i <= 6; i++)
        {
            yield return Changing("fuzzed answer", $"bytes changed, {i}", Outcome.Fuzzed, static (response, random) =>
                response.Body.Length == 0 ? null : response with { Body = Fuzzer.Mutate(response.Body, random) });
        }
    }

    private static Fault Replying(string kind, string name, Outcome outcome, Func<FaultContext, Task> reply) => new(kind, name, outcome) { Reply = reply };

    /// <summary>A fault in a response body. It does not apply to responses without a body, which are sent unchanged.</summary>
    private static Fault WithBody(string kind, string name, Outcome outcome, Func<FaultContext, Response, Task> reply) => new(kind, name, outcome)
    {
        NeedsBody = true,
        Reply = async call =>
        {
            var response = await call.ForwardAsync();
            await reply(call, response);
        },
    };

    private static Fault Changing(string kind, string name, Outcome outcome, Func<Response, Random, Response?> change) => new(kind, name, outcome) { Change = change, Forwards = true };

    private static Fault WithStatus(string kind, string name, int status, Outcome outcome = Outcome.Status, params string[] headers) => new(kind, name, outcome)
    {
        StatusCode = status,
        Reply = call => call.SendAsync(StatusResponse(call, status, headers)),
    };

    private static Response StatusResponse(FaultContext call, int status, string[] headers) => call.Connection.Request.Path.StartsWith("/client/", StringComparison.Ordinal)
        ? new Response(status, "application/json", Encoding.UTF8.GetBytes(CloudflareErrorOf(status))) { Headers = headers }
        : new Response(status, "text/plain", Encoding.UTF8.GetBytes($"status {status.ToString(CultureInfo.InvariantCulture)} of the test")) { Headers = headers };

    private static string CloudflareErrorOf(int status) =>
        $$"""{"success":false,"errors":[{"code":{{(status == 404 ? 1004 : 1001)}},"message":"status {{status}} of the test"}],"messages":[],"result":null}""";

    private static Fault Framed(string kind, string name, Outcome outcome, byte[] frames) => new(kind, name, outcome)
    {
        IsSocketOnly = true,
        Times = 1,
        Reply = WebSocketOnly(frames),
    };

    private static Func<FaultContext, Task> WebSocketOnly(byte[] frames) => call => WebSocketFrames.Send(frames)(call.Connection);

    private static async Task FloodAsync(FaultContext call, int status)
    {
        const long size = 1L << 30;
        await call.Connection.WriteAsync(Reply.Head(status, "Content-Type: text/plain", Reply.Length(size)));
        var block = new byte[1024 * 1024];
        Array.Fill(block, (byte)'x');
        for (long sent = 0; sent < size; sent += block.Length)
            await call.Connection.WriteAsync(block);
    }

    private static byte[] EchoOf(FaultContext call) => Encoding.UTF8.GetBytes(
        $$"""{"error":"refused","head":{{System.Text.Json.JsonSerializer.Serialize(call.Connection.Request.Head)}},"decoded":{{System.Text.Json.JsonSerializer.Serialize(Secrets.DecodedFrom(call.Connection.Request))}}}""");

    /// <summary>The object with another member at the beginning.</summary>
    private static Response? First(Response response, string member) => response.IsObject ? response.WithBody($"{{{member},{response.Text.TrimStart()[1..]}") : null;

    private static byte[] ReplaceFirst(byte[] body, ReadOnlySpan<byte> what, ReadOnlySpan<byte> by)
    {
        var at = body.AsSpan().IndexOf(what);
        by.CopyTo(body.AsSpan(at));
        return body;
    }
}
