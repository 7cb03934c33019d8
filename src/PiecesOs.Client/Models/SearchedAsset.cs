using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>An asset that a search found.</summary>
public sealed class SearchedAsset : PiecesResource
{
    private string[] _queries = [];

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

    /// <summary>
    /// The line of the content that matches what was searched for; <see langword="null"/> when it was found by something else, or
    /// without its content. Not part of the JSON: it is looked up when it is read.
    /// </summary>
    public string? Line => FindLine()?.Line;

    /// <summary>The number of <see cref="Line"/>, from 1.</summary>
    public int? LineNumber => FindLine()?.Number;

    /// <summary>Whether it is a pseudo asset.</summary>
    public bool? IsPseudo => GetBoolean("pseudo");

    /// <summary>The asset.</summary>
    public Asset? Asset => GetResource("asset", static json => new Asset(json));

    /// <summary>Sets what was searched for, the most important text first. <see cref="Line"/> contains it.</summary>
    /// <param name="queries">The texts. Those that are null are left out.</param>
    public void SetQueries(params string?[] queries) => _queries = [.. (queries ?? throw new ArgumentNullException(nameof(queries))).OfType<string>()];

    /// <summary>The name of the asset, or its ID.</summary>
    public override string ToString() => Asset?.ToString() ?? Id ?? string.Empty;

    private (string Line, int Number)? FindLine() => _queries.Length > 0 && Asset?.Text is { } text ? LineSearch.Find(text, _queries) : null;
}
