using System;
using System.Net;
using System.Net.Sockets;

namespace PiecesOs.Module.Tests.Support;

/// <summary>A port that is taken for the life of the tests, so that nobody else gets it, and on which nobody listens.</summary>
internal static class ClosedPort
{
    private static readonly Socket s_socket = Take();

    public static Uri Address { get; } = new($"http://127.0.0.1:{((IPEndPoint)s_socket.LocalEndPoint!).Port}/");

    private static Socket Take()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
