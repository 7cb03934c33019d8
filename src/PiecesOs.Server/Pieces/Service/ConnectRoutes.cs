using System.Collections.Frozen;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Service;

/// <summary>POST /connect, GET /user, GET /applications, POST /applications/register.</summary>
internal sealed class ConnectRoutes(Database database, PiecesState state)
{
    private const string RefusedMessage = "Application Failed to connect, Please ensure this is a valid integration.";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/connect", ConnectAsync);
        app.MapGet("/user", UserAsync);
        app.MapGet("/applications", ApplicationsAsync);
        app.MapPost("/applications/register", RegisterAsync);
    }

    private async Task ConnectAsync(HttpContext context)
    {
        var application = await SeededAsync(context);
        await database.WriteAsync(session => session.Execute("INSERT OR REPLACE INTO applications(id, document) VALUES($1, $2)", application.Id, application.Json));
        await context.JsonAsync(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("os", state.OsId);
            writer.WritePropertyName("application");
            writer.WriteRawValue(application.Json);
            writer.WriteStartObject("health");
            writer.WriteStartObject("os");
            writer.WriteString("id", state.OsId);
            writer.WriteString("version", state.Options.OsVersion);
            writer.WriteEndObject();
            writer.WriteEndObject();
            UserProfile.Write(writer, state);
            writer.WriteEndObject();
        });
    }

    /// <summary>
    /// The application that the body describes. One with a name that is not in the API becomes UNKNOWN, unless the server
    /// is strict; a body that does not describe one is refused with the real server's message.
    /// </summary>
    private async Task<(string Id, byte[] Json)> SeededAsync(HttpContext context)
    {
        try
        {
            using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
            if (body.Root.Object("application") is { } seeded
                && seeded.Text("name") is { } given && KnownName(given) is { } name
                && seeded.Text("platform") is { } platform && ApplicationNames.Platforms.Contains(platform)
                && seeded.Text("version") is { } version)
            {
                var id = NameBasedGuid.Of("application", $"{state.OsId} {name} {platform} {version}");
                return (id, Application(seeded, id, name, version, platform));
            }
        }
        catch (ApiError error) when (error.Status == StatusCodes.Status400BadRequest)
        {
            throw ApiError.BadRequest(RefusedMessage);
        }

        throw ApiError.BadRequest(RefusedMessage);
    }

    private string? KnownName(string given) =>
        ApplicationNames.All.Contains(given) ? given : state.Options.StrictConnect ? null : ApplicationNames.Unknown;

    private static byte[] Application(JsonElement seeded, string id, string name, string version, string platform) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("name", name);
        writer.WriteString("version", version);
        writer.WriteString("platform", platform);
        writer.WriteBoolean("onboarded", false);
        writer.WriteString("privacy", seeded.Text("privacy") ?? "OPEN");
        writer.WriteOptional("capabilities", seeded.Text("capabilities"));
        writer.WriteString("mechanism", "MANUAL");
        writer.WriteEndObject();
    });

    private Task UserAsync(HttpContext context)
    {
        if (!state.IsSignedIn && !state.Options.EmptyUser)
            throw new ApiError(StatusCodes.Status401Unauthorized, "Unauthorized: nobody is signed in.");
        return context.JsonAsync(writer =>
        {
            writer.WriteObject(() => UserProfile.Write(writer, state));
        });
    }

    private async Task ApplicationsAsync(HttpContext context)
    {
        var documents = new List<byte[]>();
        using (var lease = database.Read())
        {
            using var rows = lease.Session.Query("SELECT document FROM applications ORDER BY id");
            while (rows.Read())
                documents.Add(rows.GetFieldValue<byte[]>(0));
        }

        await context.JsonAsync(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("iterable");
            foreach (var document in documents)
                writer.WriteRawValue(document);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task RegisterAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var id = body.Root.Text("id") ?? throw ApiError.InvalidBody("Application.id is required.");
        if (body.Root.Text("name") is not { } name || !ApplicationNames.All.Contains(name))
            throw ApiError.InvalidBody("Application.name is not one that the API knows.");
        var json = Json.WithoutNulls(body.Root);
        await database.WriteAsync(session => session.Execute("INSERT OR REPLACE INTO applications(id, document) VALUES($1, $2)", id, json));
        await context.JsonAsync(json);
    }
}

/// <summary>The values of ApplicationNameEnum, those of the newer models included, and of PlatformEnum.</summary>
internal static class ApplicationNames
{
    /// <summary>The name under which an application with another name is stored.</summary>
    public const string Unknown = "UNKNOWN";

    public static FrozenSet<string> All { get; } = Set(
        "SUBLIME VS_CODE JETBRAINS FIREFOX_ADDON_MV2 FIREFOX_ADDON_MV3 SAFARI_EXTENSION_MV2 SAFARI_EXTENSION_MV3 PIECES_FOR_DEVELOPERS "
        + "PIECES_FOR_DEVELOPERS_CLI OS_SERVER GOOGLE_CHROME_EXTENSION_MV2 GOOGLE_CHROME_EXTENSION_MV3 ULTRA_EDIT ATOM_PACKAGE "
        + "ADOBE_ILLUSTRATOR_PIECES_COLOR_SHARE MICROSOFT_TEAMS CHAT_GPT OBSIDIAN JUPYTER_HUB VISUAL_STUDIO MICROSOFT_EDGE BRAVE GOOGLE_CHAT "
        + "SLACK AZURE_DATA_STUDIO OPEN_SOURCE R_STUDIO VIM NOTION GITHUB_DESKTOP RAYCAST REPLIT ALFRED FIGMA SKETCH ADOBE_ILLUSTRATOR "
        + "NOTEPAD_PLUS_PLUS EMBEETLE ECLIPSE X_CODE NETBEANS UNKNOWN OPERA PIECES_SAVED_MATERIALS_APPLET PIECES_SETTINGS_APPLET "
        + "PIECES_WORKSTREAM_ACTIVITY_APPLET PIECES_OS_TOOLBAR_APPLET PIECES_COPILOT_APPLET MCP_CLIENT");

    public static FrozenSet<string> Platforms { get; } = Set("WEB MACOS LINUX WINDOWS FUCHSIA IOS ANDROID UNKNOWN");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
