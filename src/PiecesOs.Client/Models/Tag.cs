using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>A tag.</summary>
public sealed class Tag : PiecesResource
{
    /// <summary>Wraps a <c>Tag</c> as the server sent it.</summary>
    public Tag(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The tag itself.</summary>
    public string? Text => GetString("text");

    /// <summary>HANDLE, EMAIL or UNKNOWN.</summary>
    public string? Category => GetString("category");

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created => GetTimestamp("created");

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated => GetTimestamp("updated");

    /// <summary>How the tag came to the assets that it names, such as MANUAL; empty when it does not say.</summary>
    public IReadOnlyList<string> GetMechanisms() =>
        [.. Member("mechanisms").EnumerateMembers().Select(static mechanism => mechanism.Value.AsText()).OfType<string>()];

    /// <summary>How the tag came to the asset: MANUAL is the user's own; <see langword="null"/> when it is not known.</summary>
    public string? MechanismFor(string assetId) => GetMechanism(assetId);

    /// <summary>The tag itself.</summary>
    public override string ToString() => Text ?? string.Empty;
}
