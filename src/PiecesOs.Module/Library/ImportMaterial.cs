using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>What an asset of an export is made of again.</summary>
/// <param name="Asset">The asset in the export.</param>
/// <param name="Name">Its name; <see langword="null"/> when it has none, so that Pieces OS makes one up.</param>
/// <param name="Language">Its language; <see langword="null"/> when it is not known, so that Pieces OS guesses.</param>
/// <param name="Content">Its content.</param>
/// <param name="Digest">Identifies the content.</param>
internal sealed record ImportMaterial(Asset Asset, string? Name, string? Language, AssetContent Content, FileDigest Digest)
{
    /// <summary>The material, or <see langword="null"/> when the asset has no content.</summary>
    public static ImportMaterial? Of(Asset asset)
    {
        if (asset.GetContent() is not { } content)
            return null;
        var name = NameOf(asset);
        var language = asset.Language is { Length: > 0 } known and not "UNKNOWN" ? known : null;
        using var bytes = content.OpenRead();
        return new ImportMaterial(asset, name, language, content, FileDigest.Of(bytes, CancellationToken.None));
    }

    /// <summary>The name of an asset; <see langword="null"/> when it has none.</summary>
    public static string? NameOf(Asset asset) => asset.Name is { Length: > 0 } given ? given : null;

    /// <summary>The seed: sent as text where it was sent as text, as bytes where it was sent as bytes.</summary>
    public SeedBody ToSeed(Application application)
    {
        return new SeedBody
        {
            Application = application,
            Content = ToSeedContent(),
            Name = Name,
            Language = Language,
            Tags = OwnTags().ToArray(),
            Annotations = OwnAnnotations().ToArray(),
            Websites = Websites().ToArray(),
        };
    }

    /// <summary>What the seed carries of the user's own and the new asset does not show.</summary>
    public IEnumerable<string> MissingIn(Asset created) =>
        OwnTags().Where(tag => !created.Tags.Any(other => IsSame(other.Text, tag))).Select(static tag => $"tag '{tag}'")
            .Concat(OwnAnnotations()
                .Where(annotation => !created.Annotations.Any(other => IsSame(other.Text, annotation.Text)))
                .Select(static annotation => $"{annotation.Type} '{annotation.Text}'"))
            .Concat(Websites().Where(website => !created.Websites.Any(other => IsSame(other.Url, website.Url))).Select(static website => $"website '{website.Url}'"));

    /// <summary>Whether the asset is a favorite, which no seed can carry.</summary>
    public bool IsFavorite => Asset.IsFavorite == true;

    /// <summary>What the export names and does not hold, so that no seed can carry it.</summary>
    public IEnumerable<string> NotInExport() =>
        PiecesOs.Client.Asset.Relations.SelectMany(relation => Asset.GetMissingIds(relation).Select(id => $"{relation.TrimEnd('s')} {id}"));

    private SeedContent ToSeedContent() => Content.IsSentAsText
        ? SeedContent.FromText(Content.GetText())
        : SeedContent.FromBytes(Content.OpenRead, Digest.Bytes, Name);

    /// <summary>Those that the user put on it; Pieces OS finds the others by itself again.</summary>
    private IEnumerable<string> OwnTags() =>
        from tag in Asset.Tags
        where Asset.Id is { } id && tag.MechanismFor(id) == "MANUAL" && tag.Text is { Length: > 0 }
        select tag.Text;

    /// <summary>Those that the user wrote, of whatever type.</summary>
    private IEnumerable<SeededAnnotation> OwnAnnotations() =>
        from annotation in Asset.Annotations
        where annotation is { Mechanism: "MANUAL", Text.Length: > 0 }
        select new SeededAnnotation(annotation.Type ?? "DESCRIPTION", annotation.Text!) { IsFavorite = annotation.IsFavorite == true ? true : null };

    /// <summary>All of them, because Pieces OS cannot know again where a snippet came from.</summary>
    private IEnumerable<SeededWebsite> Websites() =>
        from website in Asset.Websites
        where website.Url is { Length: > 0 }
        select new SeededWebsite(
            website.Url!,
            website.Name is { Length: > 0 } name ? name : website.Url!,
            (Asset.Id is { } id ? website.MechanismFor(id) : null) ?? "MANUAL");

    private static bool IsSame(string? one, string other) => string.Equals(one?.Trim(), other.Trim(), System.StringComparison.Ordinal);
}
