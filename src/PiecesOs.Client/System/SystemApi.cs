using System.Runtime.InteropServices;
using System.Text.Json;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>What there is around the four APIs: health, version, registering an application, the signed-in user.</summary>
public sealed class SystemApi
{
    private readonly RestClient _rest;

    internal SystemApi(RestClient rest) => _rest = rest;

    /// <summary>GET /.well-known/health: <c>ok:</c> and an id when all is well.</summary>
    /// <exception cref="ServerMigratingException">Pieces OS is opening or migrating its database.</exception>
    /// <exception cref="RestCore.MalformedResponseException">It is another text: this is not a healthy Pieces OS.</exception>
    public async Task<string> GetWellKnownHealthAsync(CancellationToken cancellationToken = default)
    {
        var health = await _rest.GetTextAsync(
            RestRequest.Get("get_well_known_health", ".well-known/health"),
            static text => IsHealthy(text) || IsMigrating(text),
            "'ok:' and an ID",
            cancellationToken).ConfigureAwait(false);
        return IsMigrating(health) ? throw new ServerMigratingException(_rest.BaseAddress) : health;
    }

    /// <summary>GET /.well-known/version: the version of Pieces OS, such as <c>12.4.1</c> or <c>12.6.29-staging</c>.</summary>
    public Task<string> GetWellKnownVersionAsync(CancellationToken cancellationToken = default) =>
        _rest.GetTextAsync(RestRequest.Get("get_well_known_version", ".well-known/version"), IsVersion, "a version", cancellationToken);

    /// <summary>POST /connect: registers an application, which seeds then carry. Third parties are all <c>OPEN_SOURCE</c>.</summary>
    /// <param name="version">The version of the application.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Context> ConnectAsync(string version, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer => WriteConnection(writer, version));
        return new Context(await _rest.GetObjectAsync(
            RestRequest.Post("connect", "connect", body),
            static json => json.Member("application").Member("id").AsText() is { Length: > 0 },
            "an application with an ID",
            cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The application that seeds carry where <see cref="ConnectAsync"/> was refused. Servers that check it refuse the seed.</summary>
    /// <param name="version">The version of the application.</param>
    public static Application UnregisteredApplication(string version) => Application.Unregistered(version, PlatformName());

    /// <summary>GET /user: who is signed in, or <see langword="null"/>.</summary>
    public async Task<UserProfile?> UserSnapshotAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _rest.GetObjectAsync(
            RestRequest.Get("user_snapshot", "user"), static _ => true, "an object", cancellationToken).ConfigureAwait(false);
        var user = answer.Member("user");
        return user.ValueKind == JsonValueKind.Object ? new UserProfile(user) : null;
    }

    private static bool IsHealthy(string text) =>
        text.StartsWith("ok:", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(text.Substring(3), out _);

    private static bool IsMigrating(string text) => string.Equals(text, "migrating", StringComparison.OrdinalIgnoreCase);

    private static bool IsVersion(string text) =>
        text.Length is > 0 and <= 64 && char.IsDigit(text[0]) && text.IndexOf('.') > 0 && !text.Any(char.IsWhiteSpace);

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
