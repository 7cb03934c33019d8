using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PiecesOs.Tests.Support;

/// <summary>The server side of a connection: reads requests and writes the bytes of a reply.</summary>
public sealed class ServerConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly BufferedStream _input;

    internal ServerConnection(Socket socket, CancellationToken stopped)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = new BufferedStream(_stream);
        Stopped = stopped;
    }

    /// <summary>The request to reply to.</summary>
    public RecordedRequest Request { get; private set; } = new(string.Empty, []);

    /// <summary>Canceled when the server is disposed.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>Whether this side is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Sends bytes.</summary>
    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes, Stopped);

    /// <summary>Sends a text as UTF-8.</summary>
    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads bytes that are not part of a request, such as WebSocket frames.</summary>
    public async Task<byte[]> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        await _input.ReadExactlyAsync(bytes, Stopped);
        return bytes;
    }

    /// <summary>Waits until the client has closed or reset the connection, then closes this side.</summary>
    public async Task WaitForCloseAsync()
    {
        var one = new byte[1];
        try
        {
            while (await _input.ReadAsync(one, Stopped) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is also a close.
        }

        Close();
    }

    /// <summary>Closes the connection.</summary>
    public void Close()
    {
        IsClosed = true;
        _input.Dispose();
    }

    /// <summary>Closes the connection with a reset, so that the client's read fails instead of ending.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Close();
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>Reads the next request; <see langword="null"/> if the client closed the connection.</summary>
    internal async Task<RecordedRequest?> ReadRequestAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await ReadLineAsync() is not { } line)
                return null;
            head.Append(line);
        }

        var request = new RecordedRequest(head.ToString(), []);
        if (request.Header("Transfer-Encoding") == "chunked")
            request = request with { Body = await ReadChunksAsync() };
        else if (request.Header("Content-Length") is { } length)
            request = request with { Body = await ReadBytesAsync(int.Parse(length, CultureInfo.InvariantCulture)) };
        return Request = request;
    }

    private async Task<byte[]> ReadChunksAsync()
    {
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

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length == 0 || line[^1] != '\n')
        {
            if (await _input.ReadAsync(one, Stopped) == 0)
                return null;
            line.Append((char)one[0]);
        }

        return line.ToString();
    }
}
