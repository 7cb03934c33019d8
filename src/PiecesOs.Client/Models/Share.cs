using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>A link under which others can open one asset or a collection.</summary>
public sealed class Share : PiecesResource
{
    /// <summary>Wraps a <c>Share</c> as the server sent it.</summary>
    public Share(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The address to open.</summary>
    public string? Link => GetString("link");

    /// <summary>The code at the end of the link.</summary>
    public string? Short => GetString("short");

    /// <summary>The name that the link was given, if any.</summary>
    public string? Name => GetString("name");

    /// <summary>PUBLIC, or PRIVATE for the users it was shared with.</summary>
    public string? Access => GetString("access");

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created => GetTimestamp("created");

    /// <summary>The days since it was created.</summary>
    public double? Age => DaysSince(Created);

    /// <summary>The ID of the user who shared.</summary>
    public string? UserId => GetString("user");

    /// <summary>
    /// The email addresses of the users that the share names. The API describes no such member: where a server does not send it, the
    /// list is empty, and who may open a private link is not known.
    /// </summary>
    public IReadOnlyList<string> GetUserEmails() => [.. Member("users").EnumerateArray()
        .SelectMany(static user => user.Member("emails").EnumerateArray()).Select(static email => email.AsText()).OfType<string>()];

    /// <summary>The asset behind the link; of a collection the first.</summary>
    public string? AssetId => Member("asset") is { ValueKind: JsonValueKind.String } id ? id.AsText() : Asset?.Id ?? Assets.FirstOrDefault()?.Id;

    /// <summary>The asset behind the link, in its flattened form.</summary>
    public Asset? Asset => GetResource("asset", static json => new Asset(json));

    /// <summary>The assets of a collection.</summary>
    public IReadOnlyList<AssetIdentifier> Assets => GetIterable("assets", static json => new AssetIdentifier(json));

    /// <summary>Who opened it, how often.</summary>
    public IReadOnlyList<Accessor> Accessors => GetIterable("accessors", static json => new Accessor(json));

    /// <summary>Its score.</summary>
    public Score? Score => GetResource("score", static json => new Score(json));

    /// <summary>Sets who may open the link; takes effect when the share is sent to <c>share_update</c>.</summary>
    public void SetAccess(ShareAccess access) => SetString("access", JsonWriterExtensions.GetName(access));

    /// <summary>Sets the users who may open the link, in the form of a new share; takes effect when the share is sent to <c>share_update</c>.</summary>
    public void SetUsers(IReadOnlyList<string> emails) => Set("users", writer =>
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteStrings("emails", emails);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    /// <summary>Sets the name of the link; takes effect when the share is sent to <c>share_update</c>.</summary>
    public void SetName(string name) => SetString("name", name);

    /// <summary>The link.</summary>
    public override string ToString() => Link ?? Id ?? string.Empty;
}
