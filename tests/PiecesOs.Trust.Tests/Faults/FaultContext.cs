namespace PiecesOs.Trust.Tests.Faults;

/// <summary>A request to which a fault applies.</summary>
/// <param name="Connection">Its connection.</param>
/// <param name="ForwardAsync">Forwards the request to the sandbox and returns the correct response.</param>
/// <param name="Random">The random numbers of the trial.</param>
/// <param name="Number">The number of this request among those of the trial that have the fault, starting at 1.</param>
/// <param name="Reached">Reports that the fault has occurred, for a trial that stops the command at this moment.</param>
public sealed record FaultContext(ServerConnection Connection, Func<Task<Response>> ForwardAsync, Random Random, int Number, Action Reached)
{
    /// <summary>Whether the request opens a WebSocket.</summary>
    public bool IsSocket => Connection.Request.Header("Upgrade") is not null;

    /// <summary>Sends a response.</summary>
    public async Task SendAsync(Response response)
    {
        await Connection.WriteAsync(response.Head());
        await Connection.WriteAsync(response.Body);
    }

    /// <summary>Waits until the client closes the connection.</summary>
    public Task WaitForClientAsync() => Connection.WaitForCloseAsync();
}
