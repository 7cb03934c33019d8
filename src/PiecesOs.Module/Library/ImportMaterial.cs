using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The data from which an import creates a new asset, from any source.</summary>
internal sealed record ImportMaterial
{
    /// <summary>What identifies it in its source: an ID, a path within the source, or a number.</summary>
    public string? SourceId { get; init; }

    /// <summary>The name; <see langword="null"/> if it has none, so that Pieces OS generates one.</summary>
    public string? Name { get; init; }

    /// <summary>The language; <see langword="null"/> if it is unknown, so that Pieces OS guesses.</summary>
    public string? Language { get; init; }

    /// <summary>Its content.</summary>
    public required SeedContent Content { get; init; }

    /// <summary>The digest of the content; of text, as UTF-8.</summary>
    public required FileDigest Digest { get; init; }

    /// <summary>The tags that the user added. Pieces OS generates the others again.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The annotations that the user wrote, of any type.</summary>
    public IReadOnlyList<SeededAnnotation> Annotations { get; init; } = [];

    /// <summary>All web addresses, because Pieces OS cannot determine the origin of a snippet again.</summary>
    public IReadOnlyList<SeededWebsite> Websites { get; init; } = [];

    /// <summary>Whether the asset is a favorite. A seed cannot contain this.</summary>
    public bool IsFavorite { get; init; }

    /// <summary>The user data that the source refers to but does not contain, so that no seed can contain it.</summary>
    public IReadOnlyList<string> NotInSource { get; init; } = [];

    /// <summary>
    /// Fingerprints under which the same asset can be in the library, because a program wrote it with another name or other line ends
    /// than it has there. They are tried in order after that of its name and content.
    /// </summary>
    public IReadOnlyList<Guid> OtherFingerprints { get; init; } = [];

    /// <summary>The ID of the exported asset and when it was updated; <see langword="null"/> if it is not from an export.</summary>
    public (string Id, DateTimeOffset Updated)? ExportedAsset { get; init; }

    /// <summary>The data of an exported asset, or <see langword="null"/> if the asset has no content.</summary>
    /// <exception cref="InvalidDataException">The content is not valid.</exception>
    public static ImportMaterial? Of(Asset asset)
    {
        if (asset.GetContent() is not { } content)
            return null;
        var digest = DigestOf(content);
        var name = NameOf(asset);
        return new ImportMaterial
        {
            SourceId = asset.Id,
            Name = name,
            Language = asset.Language is { Length: > 0 } known and not "UNKNOWN" ? known : null,
            Content = content.IsSentAsText ? SeedContent.FromText(content.GetText()) : SeedContent.FromBytes(content.OpenRead, digest.Bytes, name),
            Digest = digest,
            Tags = [.. OwnTags(asset)],
            Annotations = [.. OwnAnnotations(asset)],
            Websites = [.. WebsitesOf(asset)],
            IsFavorite = asset.IsFavorite == true,
            NotInSource = [.. NotInRecord(asset)],
            ExportedAsset = asset is { Id: { } exported, Updated: { } updated } ? (exported, updated) : null,
        };
    }

    /// <summary>The data of a text from a source.</summary>
    public static ImportMaterial OfText(string text) => new() { Content = SeedContent.FromText(text), Digest = DigestOf(text) };

    /// <summary>The user data that an exported record refers to but does not contain.</summary>
    public static IEnumerable<string> NotInRecord(Asset asset) =>
        Asset.Relations.SelectMany(relation => asset.GetMissingIds(relation).Select(id => $"{relation.TrimEnd('s')} {id}"));

    /// <summary>The name of an asset; <see langword="null"/> if it has none.</summary>
    public static string? NameOf(Asset asset) => asset.Name is { Length: > 0 } given ? given : null;

    /// <summary>The digest of content.</summary>
    /// <exception cref="InvalidDataException">The content is not valid.</exception>
    public static FileDigest DigestOf(AssetContent content)
    {
        using var bytes = content.OpenRead();
        return FileDigest.Of(bytes, CancellationToken.None);
    }

    /// <summary>The digest of a text, as UTF-8.</summary>
    public static FileDigest DigestOf(string text)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        return FileDigest.Of(bytes, CancellationToken.None);
    }

    /// <summary>The seed. Content is sent as text or bytes, as it was in the source.</summary>
    public SeedBody ToSeed(Application application) => new()
    {
        Application = application,
        Content = Content,
        Name = Name,
        Language = Language,
        Tags = Tags,
        Annotations = Annotations,
        Websites = Websites,
    };

    /// <summary>The user data in the seed that the new asset does not show.</summary>
    public IEnumerable<string> MissingIn(Asset created) =>
        Tags.Where(tag => !created.Tags.Any(other => IsSame(other, tag))).Select(static tag => $"tag '{tag}'")
            .Concat(Annotations
                .Where(annotation => !created.Annotations.Any(other => IsSame(other, annotation.Text)))
                .Select(static annotation => $"{annotation.Type} '{annotation.Text}'"))
            .Concat(Websites.Where(website => !created.Websites.Any(other => IsSame(other, website.Url))).Select(static website => $"website '{website.Url}'"));

    private static IEnumerable<string> OwnTags(Asset asset) =>
        from tag in asset.GetTags()
        where asset.Id is { } id && tag.MechanismFor(id) == "MANUAL" && tag.Text is { Length: > 0 }
        select tag.Text;

    private static IEnumerable<SeededAnnotation> OwnAnnotations(Asset asset) =>
        from annotation in asset.GetAnnotations()
        where annotation is { Mechanism: "MANUAL", Text.Length: > 0 }
        select new SeededAnnotation(annotation.Type ?? "DESCRIPTION", annotation.Text!) { IsFavorite = annotation.IsFavorite == true ? true : null };

    private static IEnumerable<SeededWebsite> WebsitesOf(Asset asset) =>
        from website in asset.GetWebsites()
        where website.Url is { Length: > 0 }
        select new SeededWebsite(
            website.Url!,
            website.Name is { Length: > 0 } name ? name : website.Url!,
            (asset.Id is { } id ? website.MechanismFor(id) : null) ?? "MANUAL");

    private static bool IsSame(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.Ordinal);
}
