using RestCore.Http;

namespace PiecesOs.Client.Tests.Support;

/// <summary>A client that repeats nothing and cannot hang a test.</summary>
internal sealed class TestPieces : IDisposable
{
    private readonly RestTransport _transport;

    public TestPieces(Uri address, Action<RequestTrace>? trace = null)
    {
        _transport = new RestTransport(new RestTransportOptions { BaseAddress = address, Timeout = Patience.Limit, Retry = RetryPolicy.None });
        Client = new PiecesClient(new RestClient(_transport, timeout: null, trace));
    }

    public PiecesClient Client { get; }

    public void Dispose() => _transport.Dispose();
}
