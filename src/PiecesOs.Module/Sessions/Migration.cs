using System.Diagnostics;
using System.Net;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Waits for a Pieces OS that is migrating its database. Only its health response shows the migration.</summary>
/// <param name="connection">The connection to the server.</param>
/// <param name="client">A client that does not itself wait for the migration.</param>
/// <param name="limit">The maximum wait; <see langword="null"/> for the limit that the user specified for the connection, or 5 minutes.</param>
/// <param name="show">Shows the wait.</param>
internal sealed class Migration(PiecesOsConnection connection, PiecesClient client, TimeSpan? limit, Action<ProgressRecord> show)
{
    /// <summary>The default limit. The duration of real migrations is not known.</summary>
    private static readonly TimeSpan s_defaultLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    /// <summary>A running server does not start a migration, so one request is enough for all failures.</summary>
    private bool _isExcluded;

    private readonly TimeSpan _limit = limit ?? connection.Pace.ChosenLimit ?? s_defaultLimit;

    /// <summary>Waits if a migration can be the reason for a failed request. Returns whether there was a migration.</summary>
    /// <exception cref="ServerMigratingException">The server is still migrating its database after the limit.</exception>
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
            // The server is unhealthy for another reason, which the failure describes better.
        }

        _isExcluded = true;
        return false;
    }

    /// <summary>Waits until the server is ready, and returns true.</summary>
    /// <exception cref="ServerMigratingException">The server is not ready after the limit.</exception>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        using var progress = new ThrottledProgress(show, "Waiting for Pieces OS", delay: TimeSpan.Zero);
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

    /// <summary>Failures that a migration can cause: server errors, and a rejected registration.</summary>
    private static bool CanBeDueToMigration(RestStatusException failure) =>
        failure.Status is HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable
        || failure is { Operation: "connect", Status: HttpStatusCode.BadRequest };
}
