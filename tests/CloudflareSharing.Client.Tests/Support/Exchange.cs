using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CloudflareSharing.Client.Tests.Support;

/// <summary>The server's end of one connection.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly BufferedStream _stream;

    public Exchange(Socket socket, CancellationToken stopped)
    {
        socket.NoDelay = true;
        _stream = new BufferedStream(new NetworkStream(socket, ownsSocket: true));
        Stopped = stopped;
    }

    /// <summary>Falls when the server is disposed.</summary>
    public CancellationToken Stopped { get; }

    public bool IsClosed { get; private set; }

    /// <summary>The request that is being answered.</summary>
    public RecordedRequest Request { get; private set; } = new(string.Empty, string.Empty);

    /// <summary>Reads the next request; <see langword="null"/> when the client went away.</summary>
    public async Task<RecordedRequest?> ReadRequestAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _stream.ReadAsync(one, Stopped) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var request = new RecordedRequest(head.ToString(), string.Empty);
        var body = new byte[int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await _stream.ReadExactlyAsync(body, Stopped);
        return Request = request with { Body = Encoding.UTF8.GetString(body) };
    }

    public async Task WriteAsync(string text)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), Stopped);
        await _stream.FlushAsync(Stopped);
    }

    public void Dispose()
    {
        IsClosed = true;
        _stream.Dispose();
    }
}
