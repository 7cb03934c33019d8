using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PiecesOs.Server.Hosting;

/// <summary>Binds the socket to listen on. A free port is never one on which clients expect a real Pieces OS.</summary>
internal static class ListenSocket
{
    private const int FirstPiecesOsPort = 39300;
    private const int LastPiecesOsPort = 39367;

    /// <summary>Binds a socket; with port 0, repeats until the port is not one of Pieces OS.</summary>
    /// <param name="endpoint">The address, and the port or 0.</param>
    /// <param name="bind">Binds a socket to an endpoint.</param>
    public static Socket Bind(EndPoint endpoint, Func<EndPoint, Socket> bind)
    {
        var socket = bind(endpoint);
        if (endpoint is not IPEndPoint { Port: 0 } || !IsOfPiecesOs(socket))
            return socket;
        using (socket) // Still bound, so that the system chooses another port.
            return Bind(endpoint, bind);
    }

    /// <summary>Binds a socket to the first free port of several.</summary>
    /// <param name="endpoint">The address with the first port.</param>
    /// <param name="lastPort">The last port.</param>
    /// <param name="bind">Binds a socket to an endpoint.</param>
    public static Socket BindFirstFree(IPEndPoint endpoint, int lastPort, Func<EndPoint, Socket> bind)
    {
        // A server that listens on all addresses does not prevent binding to loopback everywhere.
        var used = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        for (var port = endpoint.Port; port < lastPort; port++)
        {
            try
            {
                if (!used.Contains(port))
                    return bind(new IPEndPoint(endpoint.Address, port));
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another program was faster: the next one.
            }
        }

        return bind(new IPEndPoint(endpoint.Address, lastPort));
    }

    private static bool IsOfPiecesOs(Socket socket) => socket.LocalEndPoint is IPEndPoint { Port: >= FirstPiecesOsPort and <= LastPiecesOsPort };
}
