using System.Net;
using System.Net.Sockets;

namespace PiecesOs.Client;

/// <summary>Checks whether anything listens on a port. Most ports refuse, and an HTTP client takes long over each refusal.</summary>
internal static class LoopbackPort
{
    /// <summary>Whether a connection to the port is accepted.</summary>
    public static async Task<bool> IsOpenAsync(int port, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource<SocketError>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        attempt.Completed += (_, completed) => ended.TrySetResult(completed.SocketError);
        using (cancellationToken.Register(() => Socket.CancelConnectAsync(attempt)))
        {
            if (!socket.ConnectAsync(attempt))
                ended.TrySetResult(attempt.SocketError);
            return await ended.Task.ConfigureAwait(false) == SocketError.Success;
        }
    }
}
