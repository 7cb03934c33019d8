using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>The user of Pieces OS, or one that a link is shared with.</summary>
public sealed class UserProfile : PiecesResource
{
    private static readonly string[] s_linkHosts = ["id", "vanity"];

    /// <summary>Wraps a <c>UserProfile</c> as the server sent it.</summary>
    public UserProfile(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The full name.</summary>
    public string? Name => GetString("name");

    /// <summary>The email address.</summary>
    public string? Email => GetString("email");

    /// <summary>The user name.</summary>
    public string? UserName => GetString("username");

    /// <summary>The subdomain that share links start with.</summary>
    public string? VanityName => GetString("vanityname");

    /// <summary>Whether the personal cloud, which share links need, is connected.</summary>
    public bool IsCloudConnected => Member("allocation").ValueKind == JsonValueKind.Object && CloudStatus != "FAILED";

    /// <summary>The state of the personal cloud, such as <c>RUNNING</c>.</summary>
    public string? CloudStatus => Member("allocation").Member("status", "cloud").AsText();

    /// <summary>
    /// The hosts of share links that have failed, of <c>id</c> and <c>vanity</c>. They can fail while the cloud itself is running; then
    /// a link may be made that does not open.
    /// </summary>
    public IReadOnlyList<string> FailedLinkHosts =>
        new JoinedList<string>([.. s_linkHosts.Where(host => Member("allocation").Member("urls", host).Member("status").AsText() == "FAILED")]);

    /// <summary>Name, email address or ID.</summary>
    public override string ToString() => Name ?? Email ?? Id ?? string.Empty;
}
