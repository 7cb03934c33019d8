using System.Collections.Generic;
using System.Linq;
using System.Threading;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>What an asset of an export is made of again.</summary>
/// <param name="Asset">The asset in the export.</param>
/// <param name="Name">Its name; <see langword="null"/> when it has none, so that Pieces OS makes one up.</param>
/// <param name="Language">Its language; <see langword="null"/> when it is not known, so that Pieces OS guesses.</param>
/// <param name="Content">Its content.</param>
/// <param name="Digest">What tells that content from others.</param>
internal sealed record ImportMaterial(Asset Asset, string? Name, string? Language, AssetContent Content, FileDigest Digest)
{
    /// <summary>The material, or <see langword="null"/> when the asset has no content.</summary>
    public static ImportMaterial? Of(Asset asset)
    {
        if (asset.GetContent() is not { } content)
            return null;
        var name = asset.Name is { Length: > 0 } given ? given : null;
        var language = asset.Language is { Length: > 0 } known and not "UNKNOWN" ? known : null;
        using var bytes = content.OpenRead();
        return new ImportMaterial(asset, name, language, content, FileDigest.Of(bytes, CancellationToken.None));
    }

    /// <summary>The seed: text where it was text, bytes where it was bytes.</summary>
    public SeedBody ToSeed(Application application)
    {
        var descriptions = Descriptions().ToArray();
        return new SeedBody
        {
            Application = application,
            Content = ToSeedContent(),
            Name = Name,
            Language = Language,
            Tags = OwnTags().ToArray(),
            Descriptions = descriptions,
        };
    }

    private SeedContent ToSeedContent() => Content.IsText
        ? SeedContent.FromText(Content.GetText())
        : SeedContent.FromBytes(Content.OpenRead, Digest.Bytes, Name);

    /// <summary>Those that the user put on it; Pieces OS finds the others by itself again.</summary>
    private IEnumerable<string> OwnTags() =>
        from tag in Asset.Tags
        where Asset.Id is { } id && tag.MechanismFor(id) == "MANUAL" && tag.Text is { Length: > 0 }
        select tag.Text;

    private IEnumerable<string> Descriptions() =>
        from annotation in Asset.Annotations
        where annotation is { Type: "DESCRIPTION", Mechanism: "MANUAL", Text.Length: > 0 }
        select annotation.Text;
}
