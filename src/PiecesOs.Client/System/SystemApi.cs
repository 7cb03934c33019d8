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
    public async Task<string> GetWellKnownHealthAsync(CancellationToken cancellationToken = default) =>
        Unquoted(await _rest.GetTextAsync(RestRequest.Get("get_well_known_health", ".well-known/health"), cancellationToken).ConfigureAwait(false));

    /// <summary>GET /.well-known/version: the version of Pieces OS, such as <c>12.4.1</c> or <c>12.6.29-staging</c>.</summary>
    public async Task<string> GetWellKnownVersionAsync(CancellationToken cancellationToken = default) =>
        Unquoted(await _rest.GetTextAsync(RestRequest.Get("get_well_known_version", ".well-known/version"), cancellationToken).ConfigureAwait(false));

    /// <summary>POST /connect: registers an application, which seeds then carry. Third parties are all <c>OPEN_SOURCE</c>.</summary>
    /// <param name="version">The version of the application.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Context> ConnectAsync(string version, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer => WriteConnection(writer, version));
        return new Context(await _rest.GetJsonAsync(RestRequest.Post("connect", "connect", body), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The application that seeds carry where <see cref="ConnectAsync"/> was refused. Servers that check it refuse the seed.</summary>
    /// <param name="version">The version of the application.</param>
    public static Application UnregisteredApplication(string version) => Application.Unregistered(version, PlatformName());

    /// <summary>GET /user: who is signed in, or <see langword="null"/>.</summary>
    public async Task<UserProfile?> UserSnapshotAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _rest.GetJsonAsync(RestRequest.Get("user_snapshot", "user"), cancellationToken).ConfigureAwait(false);
        var user = answer.Member("user");
        return user.ValueKind == JsonValueKind.Object ? new UserProfile(user) : null;
    }

    /// <summary>The text itself, where newer servers send it as a JSON string.</summary>
    private static string Unquoted(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[text.Length - 1] != '"')
            return text;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.GetString()?.Trim() ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
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
