using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>Registers this application with Pieces OS.</summary>
public static class SystemApiExtensions
{
    /// <summary><c>connect</c>: registers an application, which seeds then carry. Third parties are all <c>OPEN_SOURCE</c>.</summary>
    /// <param name="api">The API.</param>
    /// <param name="version">The version of the application.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<Context> ConnectAsync(this ISystemApi api, string version, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("application");
            writer.WriteString("name", "OPEN_SOURCE");
            writer.WriteString("version", version);
            writer.WriteString("platform", Application.GetCurrentPlatform());
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        return (api ?? throw new ArgumentNullException(nameof(api))).ConnectAsync(body, cancellationToken);
    }
}
