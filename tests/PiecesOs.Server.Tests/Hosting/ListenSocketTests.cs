using System.Net;
using System.Net.Sockets;
using PiecesOs.Server.Hosting;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>A sandbox on a free port is not mistaken for a real Pieces OS.</summary>
public sealed class ListenSocketTests
{
    private static readonly IPEndPoint s_free = new(IPAddress.Loopback, 0);

    [Fact]
    public void A_free_port_is_never_one_of_Pieces_OS()
    {
        var given = new List<Socket>();

        using var socket = ListenSocket.Bind(s_free, endpoint =>
        {
            given.Add(given.Count < 2 ? BindToPortOfPiecesOs() : Bind(endpoint));
            return given[^1];
        });

        // The system can choose one of those ports itself.
        given.Count.ShouldBeGreaterThanOrEqualTo(3);
        socket.ShouldBeSameAs(given[^1]);
        given.SkipLast(1).ShouldAllBe(refused => refused.SafeHandle.IsClosed);
    }

    [Fact]
    public void A_port_that_was_specified_is_always_used()
    {
        using var named = BindToPortOfPiecesOs();

        ListenSocket.Bind(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)named.LocalEndPoint!).Port), _ => named).ShouldBeSameAs(named);
    }

    private static Socket BindToPortOfPiecesOs()
    {
        for (var port = 39367; ; port--)
        {
            try
            {
                return Bind(new IPEndPoint(IPAddress.Loopback, port));
            }
            catch (SocketException) when (port > 39300)
            {
                // Taken: the next one.
            }
        }
    }

    private static Socket Bind(EndPoint endpoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
