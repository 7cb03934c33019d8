using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace RestCore.Tests.Support;

/// <summary>The server's end of one connection: reads requests, writes whatever bytes the script wants.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly BufferedStream _input;

    public ServerConnection(Socket socket, CancellationToken stopped)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = new BufferedStream(_stream);
        Stopped = stopped;
    }

    /// <summary>The request that is being answered.</summary>
    public RecordedRequest Request { get; private set; } = new(string.Empty, []);

    /// <summary>Falls when the server is disposed; a stalling script waits for it.</summary>
    public CancellationToken Stopped { get; }

    public bool IsClosed { get; private set; }

    /// <summary>Reads the next request; <see langword="null"/> when the client went away.</summary>
    public async Task<RecordedRequest?> ReadRequestAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var line = await ReadLineAsync().ConfigureAwait(false);
            if (line is null)
                return null;
            head.Append(line);
        }

        var request = new RecordedRequest(head.ToString(), []);
        if (request.Header("Transfer-Encoding") == "chunked")
            request = request with { Body = await ReadChunksAsync().ConfigureAwait(false) };
        else if (request.Header("Content-Length") is { } length)
            request = request with { Body = await ReadBytesAsync(int.Parse(length, CultureInfo.InvariantCulture)).ConfigureAwait(false) };
        return Request = request;
    }

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes, Stopped).ConfigureAwait(false);

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task<byte[]> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        await _input.ReadExactlyAsync(bytes, Stopped).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Closes in order.</summary>
    public void Close()
    {
        IsClosed = true;
        _input.Dispose();
    }

    /// <summary>Closes with a reset, so that the client's read fails instead of ending.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Close();
    }

    public void Dispose() => Close();

    private async Task<byte[]> ReadChunksAsync()
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse((await ReadLineAsync().ConfigureAwait(false))!.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await body.WriteAsync(await ReadBytesAsync(size).ConfigureAwait(false), Stopped).ConfigureAwait(false);
            await ReadLineAsync().ConfigureAwait(false);
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
            if (await _input.ReadAsync(one, Stopped).ConfigureAwait(false) == 0)
                return null;
            line.Append((char)one[0]);
        }

        return line.ToString();
    }
}
