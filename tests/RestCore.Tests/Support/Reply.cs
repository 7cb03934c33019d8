using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace RestCore.Tests.Support;

/// <summary>Steps of a <see cref="ScriptedServer"/>: whole answers, and ways of not giving one.</summary>
internal static class Reply
{
    public static Func<ServerConnection, Task> Json(string body) => Status(200, body, "Content-Type: application/json");

    public static Func<ServerConnection, Task> Status(int status, string body = "", params string[] headers) =>
        Status(status, Encoding.UTF8.GetBytes(body), headers);

    public static Func<ServerConnection, Task> Status(int status, byte[] body, params string[] headers) =>
        Raw([.. Encoding.Latin1.GetBytes(Head(status, [.. headers, Length(body.Length)])), .. body]);

    public static Func<ServerConnection, Task> Redirect(int status, string location) => Status(status, string.Empty, "Location: " + location);

    public static Func<ServerConnection, Task> Raw(string bytes) => Raw(Encoding.UTF8.GetBytes(bytes));

    public static Func<ServerConnection, Task> Raw(byte[] bytes) => connection => connection.WriteAsync(bytes);

    /// <summary>Closes the connection without a word.</summary>
    public static Func<ServerConnection, Task> Drop() => connection =>
    {
        connection.Close();
        return Task.CompletedTask;
    };

    /// <summary>Sends a part of an answer, then closes.</summary>
    public static Func<ServerConnection, Task> BreakOff(string bytes) => async connection =>
    {
        await connection.WriteAsync(bytes);
        connection.Close();
    };

    /// <summary>Resets the connection instead of answering.</summary>
    public static Func<ServerConnection, Task> Reset() => connection =>
    {
        connection.Reset();
        return Task.CompletedTask;
    };

    /// <summary>Sends a part of an answer (or nothing), then keeps silent for as long as the test lasts.</summary>
    public static Func<ServerConnection, Task> Stall(string bytes = "") => async connection =>
    {
        await connection.WriteAsync(bytes);
        await Task.Delay(Timeout.Infinite, connection.Stopped);
    };

    /// <summary>Sends the first part, waits for the gate, sends the rest.</summary>
    public static Func<ServerConnection, Task> InTwo(string first, Task gate, string rest) => async connection =>
    {
        await connection.WriteAsync(first);
        await gate.WaitAsync(connection.Stopped);
        await connection.WriteAsync(rest);
    };

    /// <summary>A status line with headers, and the empty line behind them.</summary>
    public static string Head(int status, params string[] headers) =>
        $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} {(HttpStatusCode)status}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";

    public static string Length(long length) => "Content-Length: " + length.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text, compressed for a Content-Encoding.</summary>
    public static byte[] Compress(string encoding, string text)
    {
        using var buffer = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(buffer, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(buffer, CompressionLevel.Optimal),
            _ => new BrotliStream(buffer, CompressionLevel.Optimal),
        })
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}
