using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>The Pieces OS that a cmdlet uses.</summary>
/// <param name="Client">The client.</param>
/// <param name="Connection">The connection under it.</param>
internal sealed record PiecesServer(PiecesClient Client, PiecesOsConnection Connection)
{
    /// <summary>The application that seeds carry. Registers it with the server if that has not been done; where the server refuses, one of the module's own.</summary>
    public async Task<Application> GetApplicationAsync(CancellationToken cancellationToken)
    {
        var context = await Connection.GetContextAsync(Client, cancellationToken).ConfigureAwait(false);
        if (context.RegistrationProblem is not null)
            return SystemApi.UnregisteredApplication(ModuleInfo.Version);
        return context.Application ?? throw new MalformedResponseException("connect", 0, "the application is missing");
    }
}
