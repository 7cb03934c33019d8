using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Tests.Support;

/// <summary>The server side of a WebSocket (RFC 6455), byte by byte: the handshake, and unmasked frames.</summary>
public static class WebSocketFrames
{
    private const byte Continuation = 0;
    private const byte TextFrame = 1;
    private const byte CloseFrame = 8;
    private const byte PingFrame = 9;
    private const byte PongFrame = 10;

    /// <summary>Accepts the upgrade, sends these bytes, then closes the connection.</summary>
    public static Func<ServerConnection, Task> Send(params byte[][] frames) => Accept(async connection =>
    {
        foreach (var frame in frames)
            await connection.WriteAsync(frame);
        connection.Close();
    });

    /// <summary>Accepts the upgrade, then continues with a reply.</summary>
    public static Func<ServerConnection, Task> Accept(Func<ServerConnection, Task> next) => async connection =>
    {
        var key = connection.Request.Header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
#pragma warning disable CA5350 // The handshake requires SHA-1. It is not used for security.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
        await connection.WriteAsync(Reply.Head(101, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: " + accept));
        await next(connection);
    };

    /// <summary>A message in one frame.</summary>
    public static byte[] Text(string text) => Frame(TextFrame, isLast: true, Encoding.UTF8.GetBytes(text));

    /// <summary>A message in frames of at most this many bytes.</summary>
    public static byte[] TextInFrames(string text, int size)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        byte[] frames = [];
        for (var start = 0; start < bytes.Length; start += size)
        {
            var end = Math.Min(bytes.Length, start + size);
            frames = [.. frames, .. Frame(start == 0 ? TextFrame : Continuation, end == bytes.Length, bytes[start..end])];
        }

        return frames;
    }

    /// <summary>The first frame of a message that has more frames.</summary>
    public static byte[] Unfinished(string text) => Frame(TextFrame, isLast: false, Encoding.UTF8.GetBytes(text));

    /// <summary>A ping with three bytes.</summary>
    public static byte[] Ping() => Frame(PingFrame, isLast: true, [1, 2, 3]);

    /// <summary>The response to a ping without content.</summary>
    public static byte[] Pong() => Frame(PongFrame, isLast: true, []);

    /// <summary>A normal closure.</summary>
    public static byte[] Close() => Frame(CloseFrame, isLast: true, [0x03, 0xE8]);

    private static byte[] Frame(byte opcode, bool isLast, byte[] payload)
    {
        var length = new byte[9];
        var used = 1;
        if (payload.Length < 126)
        {
            length[0] = (byte)payload.Length;
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            length[0] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(length.AsSpan(1), (ushort)payload.Length);
            used = 3;
        }
        else
        {
            length[0] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(length.AsSpan(1), (ulong)payload.Length);
            used = 9;
        }

        return [(byte)(opcode | (isLast ? 0x80 : 0)), .. length[..used], .. payload];
    }
}
