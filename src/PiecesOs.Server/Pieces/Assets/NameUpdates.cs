using System.Threading.Channels;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Runs the changes that the server makes by itself after an asset was created, one after the other.</summary>
internal sealed class NameUpdates : IAsyncDisposable
{
    private readonly Channel<(DateTime Due, Func<Task> Update)> _waiting = Channel.CreateUnbounded<(DateTime, Func<Task>)>();
    private readonly System.Threading.CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public NameUpdates() => _running = RunAsync();

    /// <summary>Runs the update after the delay. All delays of a server are equal, so the first scheduled is the first due.</summary>
    public void Schedule(TimeSpan delay, Func<Task> update) => _waiting.Writer.TryWrite((DateTime.UtcNow + delay, update));

    /// <summary>Ends without running what is not due yet.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var (due, update) in _waiting.Reader.ReadAllAsync(_stopping.Token))
            {
                var left = due - DateTime.UtcNow;
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, _stopping.Token);
                await RunAsync(update);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private static async Task RunAsync(Func<Task> update)
    {
        try
        {
            await update();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"A name was not replaced: {error}");
        }
    }
}
