using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace PiecesOs.Module;

/// <summary>A change that Cloudflare has accepted and is still busy with.</summary>
/// <param name="target">The user's input that it is about.</param>
/// <param name="what">The thing that changes, for people.</param>
/// <param name="lookAsync">Looks how far it is; throws when it has failed.</param>
internal sealed class PendingChange(object? target, string what, Func<CancellationToken, Task<WaitState>> lookAsync)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public object? Target { get; } = target;

    public string What { get; } = what;

    /// <summary>The status when it was last looked at.</summary>
    public string Status { get; private set; } = "under way";

    /// <summary>Since Cloudflare accepted it.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    public async Task<WaitState> LookAsync(CancellationToken cancellationToken)
    {
        var state = await lookAsync(cancellationToken).ConfigureAwait(false);
        Status = state.Status;
        return state;
    }
}
