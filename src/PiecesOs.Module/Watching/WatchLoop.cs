using System.Globalization;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Returns what the server pushes until the watch ends, and reconnects if the connection breaks.</summary>
/// <param name="cmdlet">The cmdlet that watches.</param>
/// <param name="seconds">The number of seconds after which to end; <see langword="null"/> for no limit.</param>
/// <param name="maxEvents">The number of objects after which to end; <see langword="null"/> for no limit.</param>
internal sealed class WatchLoop(PiecesCmdlet cmdlet, double? seconds, int? maxEvents)
{
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(15);

    private int _emitted;

    /// <summary>Listens over one connection until it ends.</summary>
    /// <param name="client">The client.</param>
    /// <param name="connected">Must be called when the socket is open.</param>
    /// <param name="emit">Must be called with each object.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    public delegate Task Listen(PiecesClient client, Action connected, Action<object> emit, CancellationToken cancellationToken);

    /// <summary>Runs until the time limit or the number of objects is reached, or the pipeline ends.</summary>
    public async Task RunAsync(Listen listen, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (seconds is { } limit)
            end.CancelAfter(TimeSpan.FromSeconds(limit));
        using var progress = new ThrottledProgress(cmdlet.WriteProgress, cmdlet.MyInvocation.MyCommand?.Name ?? cmdlet.GetType().Name);
        var showing = ShowAsync(progress, end.Token);
        try
        {
            await ReconnectAsync(listen, end).ConfigureAwait(false);
        }
        catch (Exception) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The limit is reached.
        }
        finally
        {
            end.Cancel();
            await showing.ConfigureAwait(false);
        }
    }

    /// <summary>Shows that the watch is running, until it ends.</summary>
    private async Task ShowAsync(ThrottledProgress progress, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            progress.Report(() => string.Format(CultureInfo.InvariantCulture, "{0} so far", _emitted));
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), end)).ConfigureAwait(false);
        }
    }

    private async Task ReconnectAsync(Listen listen, CancellationTokenSource end)
    {
        var client = await cmdlet.GetClientAsync(end.Token).ConfigureAwait(false);
        var delay = TimeSpan.Zero;
        var hasConnected = false;
        while (true)
        {
            RestException? failure = null;
            try
            {
                await listen(
                    client,
                    () =>
                    {
                        hasConnected = true;
                        delay = TimeSpan.Zero;
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
                // Pieces OS migrates its database when it starts, which can also be during the watch.
                if (!await cmdlet.WaitForMigrationAsync(e, end.Token).ConfigureAwait(false))
                    throw;
                continue;
            }

            delay = delay == TimeSpan.Zero ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, s_maxDelay.Ticks));
            cmdlet.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                "The connection to {0} {1}. Trying again in {2}.",
                client.BaseAddress,
                failure is null ? "was closed by the server" : "was lost",
                Quantity.Seconds(delay)));
            await Task.Delay(delay, end.Token).ConfigureAwait(false);
        }
    }

    private void Emit(object item, CancellationTokenSource end)
    {
        end.Token.ThrowIfCancellationRequested();
        cmdlet.WriteObject(item);
        if (++_emitted == maxEvents)
        {
            end.Cancel();
            end.Token.ThrowIfCancellationRequested();
        }
    }
}
