using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Something that Pieces OS suggests for the current work.</summary>
public sealed class WorkstreamSuggestion : PiecesResource
{
    /// <summary>Wraps a <c>WorkstreamSuggestion</c> as the server sent it.</summary>
    public WorkstreamSuggestion(JsonValue json)
        : base(json)
    {
    }

    /// <summary>A suggested asset.</summary>
    public AssetIdentifier? Asset => GetResource("asset", static json => new AssetIdentifier(json));

    /// <summary>Several suggested assets.</summary>
    public IReadOnlyList<AssetIdentifier> Assets => GetIterable("assets", static json => new AssetIdentifier(json));

    /// <summary>Something that could be saved.</summary>
    public Seed? Seed => GetResource("seed", static json => new Seed(json));

    /// <summary>A suggested tag.</summary>
    public string? TagId => Member("tag").Member("id").AsText();

    /// <summary>A suggested website.</summary>
    public string? WebsiteId => Member("website").Member("id").AsText();

    /// <summary>A suggested person.</summary>
    public string? PersonId => Member("person").Member("id").AsText();

    /// <summary>A suggested conversation.</summary>
    public string? ConversationId => Member("conversation").Member("id").AsText();

    /// <summary>A suggested summary.</summary>
    public string? SummaryId => Member("summary").Member("id").AsText();

    /// <summary>The assets, or the draft.</summary>
    public override string ToString() => Asset?.ToString() ?? (Assets.Count > 0 ? Assets.ToString() : Seed?.ToString()) ?? string.Empty;
}
