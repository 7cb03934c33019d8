using System.Diagnostics;

namespace PiecesOs.Module;

/// <summary>Shows the progress of long work: after one second at the earliest, at most five times a second, and removed at the end.</summary>
internal sealed class ThrottledProgress(Action<ProgressRecord> write, string activity, TimeSpan? delay = null) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _delay = delay ?? TimeSpan.FromSeconds(1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan? _lastShown;

    /// <summary>Reports the progress. The text is created only when it is shown.</summary>
    public void Report(Func<string> status, int percent = -1)
    {
        var now = _clock.Elapsed;
        if (now < _delay || now - _lastShown < s_interval)
            return;
        _lastShown = now;
        write(new ProgressRecord(0, activity, DisplayText.Of(status())) { PercentComplete = percent });
    }

    /// <summary>Removes the progress bar.</summary>
    public void Complete()
    {
        if (_lastShown is null)
            return;
        _lastShown = null;
        write(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>The same, whether the work succeeded or failed.</summary>
    public void Dispose() => Complete();
}
