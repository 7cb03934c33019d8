using System.Net;
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

    private static bool IsOfPiecesOs(Socket socket) => socket.LocalEndPoint is IPEndPoint { Port: >= FirstPiecesOsPort and <= LastPiecesOsPort };
}
