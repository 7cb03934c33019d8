using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>What Pieces OS answers to a connecting application.</summary>
public sealed class Context : PiecesResource
{
    /// <summary>Wraps a <c>Context</c> as the server sent it.</summary>
    public Context(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The id of this Pieces OS.</summary>
    public string? Os => GetString("os");

    /// <summary>The application as it is now registered; seeds carry it.</summary>
    public Application? Application => GetResource("application", static json => new Application(json));

    /// <summary>The version of Pieces OS.</summary>
    public string? Version => Member("health").Member("os", "version").AsText();

    /// <summary>Who is signed in, if anybody.</summary>
    public UserProfile? User => GetResource("user", static json => new UserProfile(json));
}
