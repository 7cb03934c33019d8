namespace PiecesOs.Module;

/// <summary>Makes parallel jobs execute one step in the order in which they were started.</summary>
internal sealed class Sequencer
{
    private Task _last = Task.CompletedTask;

    /// <summary>Issues a ticket that follows all earlier ones.</summary>
    public Ticket Issue()
    {
        var ticket = new Ticket(_last);
        _last = ticket.Released;
        return ticket;
    }

    /// <summary>A position in the order. It must be disposed, or all later tickets wait forever.</summary>
    internal sealed class Ticket(Task before) : IDisposable
    {
        private readonly TaskCompletionSource<bool> _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes after this ticket and all earlier ones are disposed.</summary>
        public Task Released => _released.Task;

        /// <summary>Waits until all earlier tickets are disposed.</summary>
        public Task WaitAsync() => before;

        /// <summary>Releases the next ticket after this one and all earlier ones are disposed.</summary>
        public void Dispose() => _ = before.ContinueWith(_ => _released.TrySetResult(true), TaskScheduler.Default);
    }
}
