using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>A web address that assets belong to.</summary>
public sealed class Website : PiecesResource
{
    /// <summary>Wraps a <c>Website</c> as the server sent it.</summary>
    public Website(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The address.</summary>
    public string? Url => GetString("url");

    /// <summary>Its title.</summary>
    public string? Name => GetString("name");

    /// <summary>When it was added.</summary>
    public DateTimeOffset? Created => GetTimestamp("created");

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated => GetTimestamp("updated");

    /// <summary>How the address came to the asset: MANUAL is the user's own; <see langword="null"/> when it is not known.</summary>
    public string? MechanismFor(string assetId) => GetMechanism(assetId);

    /// <summary>The address.</summary>
    public override string ToString() => Url ?? string.Empty;
}
