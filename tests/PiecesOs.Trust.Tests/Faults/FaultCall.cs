namespace PiecesOs.Trust.Tests.Faults;

/// <summary>The request that meets a fault.</summary>
/// <param name="Connection">Its connection.</param>
/// <param name="ForwardAsync">Lets the sandbox act on it and returns the right answer.</param>
/// <param name="Random">Seeded for this cell.</param>
/// <param name="Number">Which request of the cell this is to meet the fault, from 1.</param>
/// <param name="Reached">Reports that the fault was reached, for a test that stops the command there.</param>
public sealed record FaultCall(ServerConnection Connection, Func<Task<Answer>> ForwardAsync, Random Random, int Number, Action Reached)
{
    /// <summary>Whether the request asks for a WebSocket.</summary>
    public bool IsSocket => Connection.Request.Header("Upgrade") is not null;

    /// <summary>Sends an answer.</summary>
    public async Task SendAsync(Answer answer)
    {
        await Connection.WriteAsync(answer.Head());
        await Connection.WriteAsync(answer.Body);
    }

    /// <summary>Sends nothing more, until the client gives up.</summary>
    public Task WaitForClientAsync() => Connection.WaitForCloseAsync();
}
