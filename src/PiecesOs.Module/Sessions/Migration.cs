using System.Diagnostics;
using System.Net;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Waits for a Pieces OS that is migrating its database. Only its health answer says so.</summary>
/// <param name="connection">The connection to the server.</param>
/// <param name="client">A client that does not itself wait for the migration.</param>
/// <param name="limit">How long the wait may last; <see langword="null"/> for the limit that the user chose for the connection, or 5 minutes.</param>
/// <param name="show">Shows the wait.</param>
internal sealed class Migration(PiecesOsConnection connection, PiecesClient client, TimeSpan? limit, Action<ProgressRecord> show)
{
    /// <summary>How long real migrations take is not known.</summary>
    private static readonly TimeSpan s_defaultLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    /// <summary>A server that was not migrating does not begin with it while it runs: one request is enough for all failures.</summary>
    private bool _isExcluded;

    private readonly TimeSpan _limit = limit ?? connection.Pace.ChosenLimit ?? s_defaultLimit;

    /// <summary>Waits if a failed request can be due to a migration and there is one; returns whether there was.</summary>
    /// <exception cref="ServerMigratingException">The server is still migrating its database when the limit has passed.</exception>
    public async Task<bool> WaitAfterAsync(RestStatusException failure, CancellationToken cancellationToken)
    {
        if (_isExcluded || !CanBeDueToMigration(failure))
            return false;
        try
        {
            await client.System.GetWellKnownHealthAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ServerMigratingException)
        {
            return await WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RestException)
        {
            // It is not healthy for another reason, which the failure says better.
        }

        _isExcluded = true;
        return false;
    }

    /// <summary>Waits until the server is ready, and returns true.</summary>
    /// <exception cref="ServerMigratingException">It is not when the limit has passed.</exception>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        using var progress = new ThrottledProgress(show, "Waiting for Pieces OS", patience: TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await client.System.GetWellKnownHealthAsync(cancellationToken).ConfigureAwait(false);
                connection.IsMigrating = false;
                return true;
            }
            catch (ServerMigratingException e)
            {
                if (clock.Elapsed >= _limit)
                    throw new ServerMigratingException(e.Address, clock.Elapsed);
            }

            progress.Report(() => FormattableString.Invariant(
                $"It is migrating its database; {clock.Elapsed.TotalSeconds:0} of at most {_limit.TotalSeconds:0} seconds so far."));
            var left = _limit - clock.Elapsed;
            await Task.Delay(left < TimeSpan.Zero ? TimeSpan.Zero : left < s_interval ? left : s_interval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The server's own failures; a registration may also be refused.</summary>
    private static bool CanBeDueToMigration(RestStatusException failure) =>
        failure.Status is HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable
        || failure is { Operation: "connect", Status: HttpStatusCode.BadRequest };
}
