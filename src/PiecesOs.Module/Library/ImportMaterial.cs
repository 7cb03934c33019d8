using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The data of an exported asset from which a new asset is created.</summary>
/// <param name="Asset">The asset in the export.</param>
/// <param name="Name">The name; <see langword="null"/> if it has none, so that Pieces OS generates one.</param>
/// <param name="Language">The language; <see langword="null"/> if it is unknown, so that Pieces OS guesses.</param>
/// <param name="Content">Its content.</param>
/// <param name="Digest">The digest of the content.</param>
internal sealed record ImportMaterial(Asset Asset, string? Name, string? Language, AssetContent Content, FileDigest Digest)
{
    /// <summary>The data, or <see langword="null"/> if the asset has no content.</summary>
    public static ImportMaterial? Of(Asset asset)
    {
        if (asset.GetContent() is not { } content)
            return null;
        var name = NameOf(asset);
        var language = asset.Language is { Length: > 0 } known and not "UNKNOWN" ? known : null;
        using var bytes = content.OpenRead();
        return new ImportMaterial(asset, name, language, content, FileDigest.Of(bytes, CancellationToken.None));
    }

    /// <summary>The name of an asset; <see langword="null"/> if it has none.</summary>
    public static string? NameOf(Asset asset) => asset.Name is { Length: > 0 } given ? given : null;

    /// <summary>The seed. Content is sent as text or bytes, as it was in the export.</summary>
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

    /// <summary>The user data in the seed that the new asset does not show.</summary>
    public IEnumerable<string> MissingIn(Asset created) =>
        OwnTags().Where(tag => !created.Tags.Any(other => IsSame(other.Text, tag))).Select(static tag => $"tag '{tag}'")
            .Concat(OwnAnnotations()
                .Where(annotation => !created.Annotations.Any(other => IsSame(other.Text, annotation.Text)))
                .Select(static annotation => $"{annotation.Type} '{annotation.Text}'"))
            .Concat(Websites().Where(website => !created.Websites.Any(other => IsSame(other.Url, website.Url))).Select(static website => $"website '{website.Url}'"));

    /// <summary>Whether the asset is a favorite. A seed cannot contain this.</summary>
    public bool IsFavorite => Asset.IsFavorite == true;

    /// <summary>The user data that the export refers to but does not contain, so that no seed can contain it.</summary>
    public IEnumerable<string> NotInExport() =>
        PiecesOs.Client.Asset.Relations.SelectMany(relation => Asset.GetMissingIds(relation).Select(id => $"{relation.TrimEnd('s')} {id}"));

    private SeedContent ToSeedContent() => Content.IsSentAsText
        ? SeedContent.FromText(Content.GetText())
        : SeedContent.FromBytes(Content.OpenRead, Digest.Bytes, Name);

    /// <summary>The tags that the user added. Pieces OS generates the others again.</summary>
    private IEnumerable<string> OwnTags() =>
        from tag in Asset.Tags
        where Asset.Id is { } id && tag.MechanismFor(id) == "MANUAL" && tag.Text is { Length: > 0 }
        select tag.Text;

    /// <summary>The annotations that the user wrote, of any type.</summary>
    private IEnumerable<SeededAnnotation> OwnAnnotations() =>
        from annotation in Asset.Annotations
        where annotation is { Mechanism: "MANUAL", Text.Length: > 0 }
        select new SeededAnnotation(annotation.Type ?? "DESCRIPTION", annotation.Text!) { IsFavorite = annotation.IsFavorite == true ? true : null };

    /// <summary>All web addresses, because Pieces OS cannot determine the origin of a snippet again.</summary>
    private IEnumerable<SeededWebsite> Websites() =>
        from website in Asset.Websites
        where website.Url is { Length: > 0 }
        select new SeededWebsite(
            website.Url!,
            website.Name is { Length: > 0 } name ? name : website.Url!,
            (Asset.Id is { } id ? website.MechanismFor(id) : null) ?? "MANUAL");

    private static bool IsSame(string? one, string other) => string.Equals(one?.Trim(), other.Trim(), System.StringComparison.Ordinal);
}
