using System.Globalization;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>A cmdlet that emits while the server pushes, until it is told to end; it comes back when the connection breaks.</summary>
public abstract class WatchCmdlet : PiecesCmdlet
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(15);

    private int _emitted;

    /// <summary>After how many seconds to end. Without it the watch ends with Ctrl-C, with -MaxEvent, or when nobody takes its output.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0.001, 31536000)]
    public double? Timeout { get; set; }

    /// <summary>Not a parameter here, where -TimeoutSec is another name of -Timeout: the limit of the connection applies to each answer.</summary>
    public sealed override double? TimeoutSec => null;

    /// <inheritdoc/>
    private protected sealed override ServiceAdvice Advice => ServiceAdvice.PiecesStreams;

    /// <summary>After how many emitted objects to end.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxEvent { get; set; }

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (Timeout is { } seconds)
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        using var progress = new ThrottledProgress(WriteProgress, MyInvocation.MyCommand?.Name ?? GetType().Name);
        var showing = ShowAsync(progress, end.Token);
        try
        {
            await WatchAsync(end).ConfigureAwait(false);
        }
        catch (Exception) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time is up, or enough was emitted.
        }
        finally
        {
            end.Cancel();
            await showing.ConfigureAwait(false);
        }
    }

    /// <summary>Listens over one connection until it ends.</summary>
    /// <param name="client">The client.</param>
    /// <param name="connected">To be called when the socket is open.</param>
    /// <param name="emit">To be called with each object.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private protected abstract Task ListenAsync(PiecesClient client, Action connected, Action<object> emit, CancellationToken cancellationToken);

    /// <summary>Shows that the watch is on, until it ends.</summary>
    private async Task ShowAsync(ThrottledProgress progress, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            progress.Report(() => string.Format(CultureInfo.InvariantCulture, "{0} so far", _emitted));
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), end)).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(CancellationTokenSource end)
    {
        var client = await GetClientAsync(end.Token).ConfigureAwait(false);
        var wait = TimeSpan.Zero;
        var hasConnected = false;
        while (true)
        {
            RestException? failure = null;
            try
            {
                await ListenAsync(
                    client,
                    () =>
                    {
                        hasConnected = true;
                        wait = TimeSpan.Zero;
                    },
                    item => Emit(item, end),
                    end.Token).ConfigureAwait(false);
            }
            catch (RestException e) when (hasConnected && e is ConnectionLostException or ServerUnreachableException or RequestTimedOutException)
            {
                failure = e;
            }
            catch (RestStatusException e)
            {
                // Pieces OS migrates its database when it starts, also when it was restarted during the watch.
                if (!await WaitForMigrationAsync(e, end.Token).ConfigureAwait(false))
                    throw;
                continue;
            }

            wait = wait == TimeSpan.Zero ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, s_longestWait.Ticks));
            WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                "The connection to {0} {1}. Trying again in {2}.",
                client.BaseAddress,
                failure is null ? "was closed by the server" : "broke",
                Quantity.Seconds(wait)));
            await Task.Delay(wait, end.Token).ConfigureAwait(false);
        }
    }

    private void Emit(object item, CancellationTokenSource end)
    {
        end.Token.ThrowIfCancellationRequested();
        WriteObject(item);
        if (++_emitted == MaxEvent)
        {
            end.Cancel();
            end.Token.ThrowIfCancellationRequested();
        }
    }
}
