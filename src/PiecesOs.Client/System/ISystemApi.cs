using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>What surrounds the four APIs: health, version, registering an application, the signed-in user.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface ISystemApi
{
    /// <summary>Returns the health of Pieces OS: <c>ok:</c> and an ID.</summary>
    /// <exception cref="ServerMigratingException">Pieces OS is opening or migrating its database.</exception>
    /// <exception cref="RestCore.MalformedResponseException">The text is another one: this is not a healthy Pieces OS.</exception>
    [Get("/.well-known/health"), Headers(OperationHeaders.AcceptText)]
    Task<ServerHealth> GetWellKnownHealthAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns the version of Pieces OS.</summary>
    [Get("/.well-known/version"), Headers(OperationHeaders.AcceptText)]
    Task<ServerVersion> GetWellKnownVersionAsync(CancellationToken cancellationToken = default);

    /// <summary>Registers an application, which seeds then carry.</summary>
    [Post("/connect"), Headers(OperationHeaders.Safe)]
    Task<Context> ConnectAsync([Body] JsonBody connection, CancellationToken cancellationToken = default);

    /// <summary>Returns who is signed in, or <see langword="null"/>.</summary>
    [Get("/user")]
    Task<UserProfile?> UserSnapshotAsync(CancellationToken cancellationToken = default);
}
