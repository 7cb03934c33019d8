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

    [Fact]
    public void Of_several_ports_the_first_free_one_is_used()
    {
        // Listens on all addresses, as some programs do.
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var first = ((IPEndPoint)taken.LocalEndpoint).Port;
        var tried = new List<int>();

        using var socket = ListenSocket.BindFirstFree(new IPEndPoint(IPAddress.Loopback, first), first + 3, endpoint =>
        {
            tried.Add(((IPEndPoint)endpoint).Port);
            return tried.Count < 2 ? throw new SocketException((int)SocketError.AddressAlreadyInUse) : Bind(s_free);
        });

        tried.Count.ShouldBe(2);
        tried.ShouldNotContain(first);
        tried.ShouldBeInOrder();
    }

    [Fact]
    public void If_no_port_is_free_the_error_of_the_last_one_is_reported() => Should.Throw<SocketException>(() =>
        ListenSocket.BindFirstFree(new IPEndPoint(IPAddress.Loopback, 50_000), 50_002, _ => throw new SocketException((int)SocketError.AddressAlreadyInUse)));

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
