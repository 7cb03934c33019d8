using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>The user of Pieces OS, or one that a link is shared with.</summary>
public sealed class UserProfile : PiecesResource
{
    /// <summary>Wraps a <c>UserProfile</c> as the server sent it.</summary>
    public UserProfile(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The id, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The full name.</summary>
    public string? Name => GetString("name");

    /// <summary>The e-mail address.</summary>
    public string? Email => GetString("email");

    /// <summary>The user name.</summary>
    public string? UserName => GetString("username");

    /// <summary>The subdomain that share links start with.</summary>
    public string? VanityName => GetString("vanityname");

    /// <summary>Whether the personal cloud, which share links need, is connected.</summary>
    public bool IsCloudConnected => Member("allocation").ValueKind == JsonValueKind.Object && CloudStatus != "FAILED";

    /// <summary>The state of the personal cloud, such as <c>RUNNING</c>.</summary>
    public string? CloudStatus => Member("allocation").Member("status", "cloud").AsText();

    /// <summary>Name, e-mail address or id.</summary>
    public override string ToString() => Name ?? Email ?? Id ?? string.Empty;
}
