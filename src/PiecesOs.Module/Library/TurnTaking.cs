namespace PiecesOs.Module;

/// <summary>Lets jobs that run at once do one thing in the order in which they were started.</summary>
internal sealed class TurnTaking
{
    private Task _last = Task.CompletedTask;

    /// <summary>The turn after all that were given out before.</summary>
    public Turn Join()
    {
        var turn = new Turn(_last);
        _last = turn.Passed;
        return turn;
    }

    /// <summary>A place in the row; whoever has it must give it back, or those behind would wait for ever.</summary>
    internal sealed class Turn(Task before) : IDisposable
    {
        private readonly TaskCompletionSource<bool> _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when the turn is over.</summary>
        public Task Passed => _passed.Task;

        /// <summary>Waits until all before have passed.</summary>
        public Task ComesAsync() => before;

        /// <summary>Over, once those before are over too.</summary>
        public void Dispose() => _ = before.ContinueWith(_ => _passed.TrySetResult(true), TaskScheduler.Default);
    }
}
