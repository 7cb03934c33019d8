namespace PiecesOs.Module;

/// <summary>Lets jobs that run in parallel do one step in the order in which they were started.</summary>
internal sealed class Sequencer
{
    private Task _last = Task.CompletedTask;

    /// <summary>A ticket behind all that were issued before.</summary>
    public Ticket Issue()
    {
        var ticket = new Ticket(_last);
        _last = ticket.Released;
        return ticket;
    }

    /// <summary>A place in the queue. It must be disposed of, or the tickets behind it wait forever.</summary>
    internal sealed class Ticket(Task before) : IDisposable
    {
        private readonly TaskCompletionSource<bool> _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when this ticket and all before it are disposed of.</summary>
        public Task Released => _released.Task;

        /// <summary>Waits until all tickets before this one are disposed of.</summary>
        public Task WaitAsync() => before;

        /// <summary>Lets the next ticket proceed, once those before this one are disposed of.</summary>
        public void Dispose() => _ = before.ContinueWith(_ => _released.TrySetResult(true), TaskScheduler.Default);
    }
}
