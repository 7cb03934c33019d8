using System.Net.Sockets;
using System.Text;

namespace PiecesOs.Server.Hosting;

/// <summary>
/// Sends a request to the server before it reports its address: the first one compiles the code of every request, and
/// clients allow a health check 100 ms.
/// </summary>
internal static class FirstRequest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Sends the request, which is for an admin path because those are not in the request log.</summary>
    public static async Task SendAsync(Uri address, string adminToken)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.DnsSafeHost, address.Port, limit.Token);
            var stream = client.GetStream();
            var request = $"GET /.sandbox/account HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {adminToken}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), limit.Token);
            await stream.CopyToAsync(Stream.Null, limit.Token);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The server listens; it is only slower at first.
        }
    }
}
