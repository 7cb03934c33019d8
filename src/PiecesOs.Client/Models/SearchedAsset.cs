using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>An asset that a search found.</summary>
public sealed class SearchedAsset : PiecesResource
{
    /// <summary>Wraps a <c>SearchedAsset</c> as the server sent it.</summary>
    public SearchedAsset(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The asset's ID.</summary>
    public string? Id => GetString("identifier") ?? Asset?.Id;

    /// <summary>The asset's name.</summary>
    public string? Name => Asset?.Name;

    /// <summary>The asset's language.</summary>
    public string? Language => Asset?.Language;

    /// <summary>How well it fits, as the server counts.</summary>
    public double? Score => GetDouble("score");

    /// <summary>Whether it contains exactly the text of the query.</summary>
    public bool? IsExact => GetBoolean("exact");

    /// <summary>Where it was found: TITLE, CONTENT, TAGS, FUZZY, ...</summary>
    public string? Match => GetString("match");

    /// <summary>Whether it is a pseudo asset.</summary>
    public bool? IsPseudo => GetBoolean("pseudo");

    /// <summary>The asset.</summary>
    public Asset? Asset => GetResource("asset", static json => new Asset(json));

    /// <summary>The name of the asset, or its ID.</summary>
    public override string ToString() => Asset?.ToString() ?? Id ?? string.Empty;
}
