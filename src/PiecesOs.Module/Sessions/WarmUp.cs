using System.Net;
using PiecesOs.Client;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// Reads an asset and a list through the client while the prompt waits for the first command, so that the code is compiled by then. The
/// responses come from memory: nothing is sent. Half of the time of a first command was compilation (decision 36).
/// </summary>
internal static class WarmUp
{
    private const string Id = "00000000-0000-0000-0000-000000000001";
    private const string Asset = $$$"""{"id":"{{{Id}}}","name":"n","created":{"value":"2026-01-01T00:00:00Z"},"original":{"id":"{{{Id}}}","reference":{"id":"{{{Id}}}","fragment":{"string":{"raw":"x"} } } } }""";

    private static readonly Lazy<Task> s_run = new(static () => Task.Run(RunAsync));

    /// <summary>Starts once in a process, and returns at once.</summary>
    public static void Start() => _ = s_run.Value;

    /// <summary>Runs the code. A failure would mean that the responses no longer have the form that the client expects.</summary>
    internal static async Task RunAsync()
    {
        using var transport = new RestTransport(new RestTransportOptions { BaseAddress = new Uri("http://localhost"), Handler = new Memory() });
        var client = new PiecesClient(new RestClient(transport, trace: static _ => { }));
        using var single = new SemaphoreSlim(1, 1);
        _ = await new ContentReader(client, new ReadThrottle(single, TimeSpan.FromSeconds(1))).ReadAsync(Id).ConfigureAwait(false);
        await foreach (var one in client.Assets.AssetsSnapshotAsync(transferables: false).ConfigureAwait(false))
            _ = one.Name;
    }

    private sealed class Memory : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            var json = request.RequestUri!.AbsolutePath == "/assets" ? $$"""{"iterable":[{{Asset}}]}""" : Asset;
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(json, encoding: null, "application/json") };
        }
    }
}
