using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>What Pieces OS returns to a connecting application.</summary>
public sealed class Context : PiecesResource
{
    /// <summary>Wraps a <c>Context</c> as the server sent it.</summary>
    public Context(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID of this Pieces OS.</summary>
    public string? Os => GetString("os");

    /// <summary>The application as it is now registered; seeds carry it.</summary>
    public Application? Application => GetResource("application", static json => new Application(json));

    /// <summary>The version of Pieces OS.</summary>
    public string? Version => Member("health").Member("os", "version").AsText();

    /// <summary>Who is signed in, if anybody.</summary>
    public UserProfile? User => GetResource("user", static json => new UserProfile(json));

    /// <summary>Why Pieces OS did not register the application, where reading works all the same; else <see langword="null"/>.</summary>
    public string? RegistrationProblem { get; init; }

    /// <summary>What is known of a server that did not register the application.</summary>
    /// <param name="version">The version of Pieces OS, if it is known.</param>
    /// <param name="problem">Why it did not.</param>
    public static Context Unregistered(string? version, string problem)
    {
        using var json = JsonDocument.Parse(version is null ? "{}" : "{\"health\":{\"os\":{\"version\":" + JsonSerializer.Serialize(version) + "}}}");
        return new Context(json.RootElement.Clone()) { RegistrationProblem = problem };
    }
}
