using System.Diagnostics;

namespace PiecesOs.Module;

/// <summary>Shows how far long work is: not before it has taken a second, at most five times a second, and taken away at the end.</summary>
internal sealed class ThrottledProgress(Action<ProgressRecord> write, string activity, TimeSpan? patience = null) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan? _lastShown;

    /// <summary>Reports the progress. The text is created only when it is shown.</summary>
    public void Report(Func<string> status, int percent = -1)
    {
        var now = _clock.Elapsed;
        if (now < _patience || now - _lastShown < s_interval)
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

    /// <summary>The same, however the work ended.</summary>
    public void Dispose() => Complete();
}
