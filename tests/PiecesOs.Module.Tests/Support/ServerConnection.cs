using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace PiecesOs.Module.Tests.Support;

/// <summary>The server's end of one connection: reads requests, writes whatever bytes a reply wants.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly BufferedStream _stream;

    public ServerConnection(Socket socket, CancellationToken stopped)
    {
        socket.NoDelay = true;
        _stream = new BufferedStream(new NetworkStream(socket, ownsSocket: true));
        Stopped = stopped;
    }

    /// <summary>Falls when the server is disposed; a stalling reply waits for it.</summary>
    public CancellationToken Stopped { get; }

    public bool IsClosed { get; private set; }

    /// <summary>The request that is being answered.</summary>
    public RecordedRequest? Request { get; private set; }

    /// <summary>Reads the next request; <see langword="null"/> when the client went away.</summary>
    public async Task<RecordedRequest?> ReadRequestAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await ReadLineAsync() is not { } line)
                return null;
            head.Append(line);
        }

        var text = head.ToString();
        var start = text.Split("\r\n", 2)[0].Split(' ');
        return Request = new RecordedRequest(start[0], start[1], await ReadBodyAsync(text));
    }

    public async Task WriteAsync(string text)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), Stopped);
        await _stream.FlushAsync(Stopped);
    }

    /// <summary>Returns once the client has closed its end, in order or not.</summary>
    public async Task WaitForCloseAsync()
    {
        var one = new byte[1];
        try
        {
            while (await _stream.ReadAsync(one, Stopped) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset closes too.
        }

        Dispose();
    }

    public void Dispose()
    {
        IsClosed = true;
        _stream.Dispose();
    }

    private static string? Header(string head, string name)
    {
        foreach (var line in head.Split("\r\n"))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();
        }

        return null;
    }

    private async Task<byte[]> ReadBodyAsync(string head)
    {
        if (Header(head, "Content-Length") is { } length)
            return await ReadBytesAsync(int.Parse(length, CultureInfo.InvariantCulture));
        if (Header(head, "Transfer-Encoding") is null)
            return [];

        using var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse((await ReadLineAsync())!.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await body.WriteAsync(await ReadBytesAsync(size), Stopped);
            await ReadLineAsync();
            if (size == 0)
                return body.ToArray();
        }
    }

    private async Task<byte[]> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, Stopped);
        return bytes;
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length == 0 || line[^1] != '\n')
        {
            if (await _stream.ReadAsync(one, Stopped) == 0)
                return null;
            line.Append((char)one[0]);
        }

        return line.ToString();
    }
}
