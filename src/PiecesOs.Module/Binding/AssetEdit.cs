using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The differences between one asset and what an <see cref="AssetUpdate"/> demands. What is already so is not among them.</summary>
internal sealed class AssetEdit
{
    private readonly List<string> _differences = [];

    private AssetEdit()
    {
    }

    /// <summary>The new title.</summary>
    public string? Name { get; private set; }

    /// <summary>Whether it becomes a favorite.</summary>
    public bool? IsFavorite { get; private set; }

    /// <summary>The new language or file type.</summary>
    public string? Language { get; private set; }

    /// <summary>The new content.</summary>
    public NewContent? Content { get; private set; }

    /// <summary>The texts of the tags to add.</summary>
    public IReadOnlyList<string> AddedTags { get; private set; } = [];

    /// <summary>The tags to remove.</summary>
    public IReadOnlyList<Tag> RemovedTags { get; private set; } = [];

    /// <summary>The tags that stay although -Tag does not name them, because Pieces OS added them.</summary>
    public IReadOnlyList<string> KeptTags { get; private set; } = [];

    /// <summary>The new description; empty to remove it.</summary>
    public string? Description { get; private set; }

    /// <summary>The relations that change.</summary>
    public IReadOnlyList<string> Relations
    {
        get
        {
            var relations = new List<string>();
            if (AddedTags.Count + RemovedTags.Count > 0)
                relations.Add("tags");
            if (Description is not null)
                relations.Add("annotations");
            return relations;
        }
    }

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => _differences.Count == 0;

    /// <summary>Compares an asset.</summary>
    /// <param name="update">What is demanded.</param>
    /// <param name="asset">The asset, with its content if that is compared.</param>
    /// <exception cref="InputException">The content cannot be replaced.</exception>
    public static AssetEdit Of(AssetUpdate update, Asset asset)
    {
        var edit = new AssetEdit();
        if (update.Name is { } name && name != asset.Name)
        {
            edit.Name = name;
            edit.Add($"name: {Show(asset.Name)} -> {Show(name)}");
        }

        if (update.IsFavorite is { } favorite && favorite != (asset.IsFavorite ?? false))
        {
            edit.IsFavorite = favorite;
            edit.Add($"favorite: {!favorite} -> {favorite}");
        }

        if (update.Language is { } language && language != asset.Language)
        {
            edit.Language = language;
            edit.Add($"language: {DisplayText.Safe(asset.Language ?? "none")} -> {language}");
        }

        if (update.Content is { } content)
            edit.CompareContent(content, asset);
        edit.CompareTags(update, asset);
        if (update.Description is { } description)
            edit.CompareDescription(description, asset);
        return edit;
    }

    /// <summary>The user's own descriptions of an asset.</summary>
    public static IEnumerable<Annotation> OwnDescriptions(Asset asset) =>
        asset.GetAnnotations().Where(static annotation => annotation is { Type: "DESCRIPTION", Mechanism: null or "MANUAL" });

    /// <summary>The differences, as -WhatIf and -Confirm show them.</summary>
    public override string ToString() => "Change " + string.Join("; ", _differences);

    private void Add(string difference) => _differences.Add(difference);

    private void CompareContent(NewContent content, Asset asset)
    {
        var current = asset.GetContent() ?? throw InputErrors.AssetWithoutContent(asset.Id);
        if (!content.Fits(current))
            throw InputErrors.ContentKindDiffers(asset.ToString(), current.IsText);
        if (content.IsIn(current, current.IsText))
            return;
        Content = content;
        Add(content.DescribeDifference(current));
    }

    private void CompareTags(AssetUpdate update, Asset asset)
    {
        var tags = asset.GetTags().Where(static tag => tag is { Id.Length: > 0, Text: not null }).ToArray();
        var isRemoved = new HashSet<string>(update.RemovedTags, StringComparer.OrdinalIgnoreCase);
        var wanted = (update.Tags ?? []).Concat(update.AddedTags).Where(text => !isRemoved.Contains(text)).Distinct(StringComparer.Ordinal).ToArray();
        var others = update.Tags is null ? [] : tags.Where(tag => !wanted.Contains(tag.Text!, StringComparer.Ordinal) && !isRemoved.Contains(tag.Text!)).ToArray();
        AddedTags = [.. wanted.Where(text => !tags.Any(tag => tag.Text == text))];
        RemovedTags = [.. tags.Where(tag => isRemoved.Contains(tag.Text!)), .. others.Where(tag => IsOwn(tag, asset))];
        KeptTags = [.. others.Where(tag => !IsOwn(tag, asset)).Select(static tag => tag.Text!)];
        if (AddedTags.Count + RemovedTags.Count > 0)
            Add($"tags: {string.Join(" ", AddedTags.Select(static text => "+" + Show(text)).Concat(RemovedTags.Select(static tag => "-" + Show(tag.Text))))}");
    }

    private void CompareDescription(string description, Asset asset)
    {
        var current = OwnDescriptions(asset).FirstOrDefault()?.Text;
        if (description == (current ?? string.Empty))
            return;
        Description = description;
        Add($"description: {Show(current)} -> {Show(description)}");
    }

    private static bool IsOwn(Tag tag, Asset asset) => tag.MechanismFor(asset.Id!) == "MANUAL";

    private static string Show(string? text) => text is { Length: > 0 } ? $"'{DisplayText.Of(text)}'" : "none";
}
