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
