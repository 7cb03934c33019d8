using System.Net;
using System.Net.Sockets;

namespace PiecesOs.Tests.Support;

/// <summary>Free ports, never those at which clients search for Pieces OS, where other tests would find the server of a test.</summary>
public static class FreePort
{
    /// <summary>
    /// A port for a server that gets its number: outside the range from which systems choose ports, so that no other program
    /// gets it before the server does.
    /// </summary>
    public static int Number()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20000, 30000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // In use: another one.
            }
        }
    }

    /// <summary>A socket on a port that the system chose.</summary>
    public static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (socket.LocalEndPoint is not IPEndPoint { Port: >= 39300 and <= 39367 })
            return socket;
        using (socket) // Still bound, so that the system chooses another port.
            return Bind();
    }
}
