using System.Runtime.InteropServices;
using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>An application that is registered with Pieces OS.</summary>
public sealed class Application : PiecesResource
{
    /// <summary>Wraps a <c>Application</c> as the server sent it.</summary>
    public Application(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The application that seeds carry where Pieces OS did not register one. Servers that check it refuse the seed.</summary>
    /// <param name="version">The version of the application.</param>
    public static Application CreateUnregistered(string version)
    {
        using var json = JsonDocument.Parse($$"""
            {"id":"6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13","name":"OPEN_SOURCE","version":{{JsonSerializer.Serialize(version)}},
             "platform":"{{GetCurrentPlatform()}}","onboarded":true,"privacy":"OPEN"}
            """);
        return new Application(json.RootElement.Clone());
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>One of the known names; third parties are <c>OPEN_SOURCE</c>.</summary>
    public string? Name => GetString("name");

    /// <summary>Its version.</summary>
    public string? Version => GetString("version");

    /// <summary>WINDOWS, MACOS, LINUX, ...</summary>
    public string? Platform => GetString("platform");

    /// <summary>OPEN, CLOSED or ANONYMOUS.</summary>
    public string? Privacy => GetString("privacy");

    /// <summary>Whether its user went through the introduction.</summary>
    public bool? IsOnboarded => GetBoolean("onboarded");

    /// <summary>Its name.</summary>
    public override string ToString() => Name ?? string.Empty;

    /// <summary>WINDOWS, MACOS, LINUX or UNKNOWN.</summary>
    internal static string GetCurrentPlatform()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return "WINDOWS";
        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
            return "MACOS";
        return RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? "LINUX" : "UNKNOWN";
    }
}
