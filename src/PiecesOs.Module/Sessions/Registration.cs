using System.Net;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Registers this module with Pieces OS.</summary>
internal static class Registration
{
    /// <summary>
    /// Returns the context of Pieces OS. Some versions reject every application with 400 or close the connection. If they are otherwise
    /// healthy, reading works without the registration.
    /// </summary>
    /// <exception cref="RestException">The server cannot be reached, or is not a healthy Pieces OS.</exception>
    public static async Task<Context> RunAsync(PiecesClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.System.ConnectAsync(ModuleInfo.Version, cancellationToken).ConfigureAwait(false);
        }
        catch (RestException e) when (e is RestStatusException { Status: HttpStatusCode.BadRequest } or ConnectionLostException)
        {
            if (await TryAsync(client.System.GetWellKnownHealthAsync, cancellationToken).ConfigureAwait(false) is null)
                throw;

            var version = await TryAsync(client.System.GetWellKnownVersionAsync, cancellationToken).ConfigureAwait(false);
            return Context.Unregistered(version, e is RestStatusException { ServerMessage.Text.Length: > 0 } refused ? refused.ServerMessage.Text : e.Message);
        }
    }

    private static async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await read(cancellationToken).ConfigureAwait(false);
        }
        catch (RestException)
        {
            return null;
        }
    }
}
