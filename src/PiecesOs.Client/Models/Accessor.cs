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

    /// <summary>Who, if known: name, email address or ID.</summary>
    public string? User => GetUser()?.ToString();

    /// <summary>Who, if known.</summary>
    public UserProfile? GetUser() => GetResource("user", static json => new UserProfile(json));

    /// <summary>Who, or the Pieces OS it was opened with.</summary>
    public override string ToString() => User is { Length: > 0 } user ? user : Os ?? string.Empty;
}
