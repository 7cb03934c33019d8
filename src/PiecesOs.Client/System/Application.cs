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

    /// <summary>An application for seeds where Pieces OS did not register one.</summary>
    /// <param name="version">The version of the application.</param>
    /// <param name="platform">WINDOWS, MACOS, LINUX or UNKNOWN.</param>
    internal static Application Unregistered(string version, string platform)
    {
        using var json = JsonDocument.Parse($$"""
            {"id":"6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13","name":"OPEN_SOURCE","version":{{JsonSerializer.Serialize(version)}},
             "platform":"{{platform}}","onboarded":true,"privacy":"OPEN"}
            """);
        return new Application(json.RootElement.Clone());
    }

    /// <summary>The id, a UUID.</summary>
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
}
