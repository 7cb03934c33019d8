using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Somebody who opened a share link.</summary>
public sealed class Accessor : PiecesResource
{
    /// <summary>Wraps a <c>Accessor</c> as the server sent it.</summary>
    public Accessor(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The share.</summary>
    public string? ShareId => GetString("share");

    /// <summary>The Pieces OS it was opened with.</summary>
    public string? Os => GetString("os");

    /// <summary>How often.</summary>
    public long? Count => GetInt64("count");

    /// <summary>Who, if known.</summary>
    public UserProfile? User => GetResource("user", static json => new UserProfile(json));
}
