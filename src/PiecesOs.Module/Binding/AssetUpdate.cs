namespace PiecesOs.Module;

/// <summary>What shall be changed in each asset, as the user specified it. Null means that it stays.</summary>
internal sealed record AssetUpdate
{
    /// <summary>The new title.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it shall be a favorite.</summary>
    public bool? IsFavorite { get; init; }

    /// <summary>The new language or file type.</summary>
    public string? Language { get; init; }

    /// <summary>The new content.</summary>
    public NewContent? Content { get; init; }

    /// <summary>The tags that replace those of the user.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The tags to add.</summary>
    public IReadOnlyList<string> AddedTags { get; init; } = [];

    /// <summary>The tags to remove.</summary>
    public IReadOnlyList<string> RemovedTags { get; init; } = [];

    /// <summary>The new description; empty to remove it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether nothing was specified.</summary>
    public bool IsEmpty => !NeedsContent && !ChangesTags && Description is null;

    /// <summary>Whether it suits only one asset, so that a pattern that matches several is a mistake.</summary>
    public bool IsForOneAsset => Name is not null || Content is not null;

    /// <summary>Whether the asset is read with its content: it is compared, or sent back so that an update removes nothing.</summary>
    public bool NeedsContent => Name is not null || IsFavorite is not null || Language is not null || Content is not null;

    /// <summary>The relations that are changed.</summary>
    public IReadOnlyList<string> Relations
    {
        get
        {
            var relations = new List<string>();
            if (ChangesTags)
                relations.Add("tags");
            if (Description is not null)
                relations.Add("annotations");
            return relations;
        }
    }

    private bool ChangesTags => Tags is not null || AddedTags.Count > 0 || RemovedTags.Count > 0;
}
