using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>What there is around the four APIs: health, version, registering an application, the signed-in user.</summary>
public sealed class SystemApi
{
    private readonly RestClient _rest;

    internal SystemApi(RestClient rest) => _rest = rest;

    /// <summary>GET /.well-known/health: <c>ok:</c> and an id when all is well.</summary>
    public Task<string> GetWellKnownHealthAsync(CancellationToken cancellationToken = default) =>
        _rest.GetTextAsync(RestRequest.Get("get_well_known_health", ".well-known/health"), cancellationToken);

    /// <summary>GET /.well-known/version: the version of Pieces OS, such as <c>12.4.1</c>.</summary>
    public Task<string> GetWellKnownVersionAsync(CancellationToken cancellationToken = default) =>
        _rest.GetTextAsync(RestRequest.Get("get_well_known_version", ".well-known/version"), cancellationToken);

    /// <summary>POST /connect: registers an application, which seeds then carry. Third parties are all <c>OPEN_SOURCE</c>.</summary>
    /// <param name="version">The version of the application.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Context> ConnectAsync(string version, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer => WriteConnection(writer, version));
        return new Context(await _rest.GetJsonAsync(RestRequest.Post("connect", "connect", body), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>GET /user: who is signed in, or <see langword="null"/>.</summary>
    public async Task<UserProfile?> UserSnapshotAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _rest.GetJsonAsync(RestRequest.Get("user_snapshot", "user"), cancellationToken).ConfigureAwait(false);
        var user = answer.Member("user");
        return user.ValueKind == JsonValueKind.Object ? new UserProfile(user) : null;
    }

    private static void WriteConnection(Utf8JsonWriter writer, string version)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("application");
        writer.WriteString("name", "OPEN_SOURCE");
        writer.WriteString("version", version);
        writer.WriteString("platform", PlatformName());
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string PlatformName()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return "WINDOWS";
        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
            return "MACOS";
        return RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? "LINUX" : "UNKNOWN";
    }
}
