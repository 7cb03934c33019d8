using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Finds possible secrets in the texts of an asset.</summary>
internal static class AssetSecrets
{
    /// <summary>The secrets in all texts, and in the contents of all formats that are text.</summary>
    /// <exception cref="InvalidDataException">A content is not valid.</exception>
    public static IEnumerable<PiecesSecret> Find(Asset asset, CancellationToken cancellationToken)
    {
        var name = Mask(asset.Name);

        // The original and the preview often have the same content.
        var known = new HashSet<FoundSecret>();
        foreach (var content in ContentsOf(asset))
        {
            using var reader = new StreamReader(content.OpenRead(), Encoding.UTF8);
            foreach (var secret in SecretScanner.Find(reader, cancellationToken).Where(known.Add))
                yield return new PiecesSecret(asset, name, PiecesSecretPlace.Content, secret);
        }

        foreach (var (place, text) in TextsOf(asset))
        {
            foreach (var secret in SecretScanner.Find(text))
                yield return new PiecesSecret(asset, name, place, secret);
        }
    }

    /// <summary>The number of secrets in the texts without the contents.</summary>
    public static int CountInTexts(Asset asset) => TextsOf(asset).Sum(static text => SecretScanner.Find(text.Text).Count());

    private static IEnumerable<AssetContent> ContentsOf(Asset asset)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var format in new[] { asset.GetContentFormat(), asset.GetContentFormat(preview: true) }.Concat(asset.GetFormats()))
        {
            if (format?.GetContent() is { IsText: true } content && (format.Id is not { Length: > 0 } id || known.Add(id)))
                yield return content;
        }
    }

    private static IEnumerable<(PiecesSecretPlace Place, string Text)> TextsOf(Asset asset)
    {
        var texts = new[] { (PiecesSecretPlace.Name, asset.Name) }
            .Concat(asset.GetAnnotations().Select(static annotation => (PiecesSecretPlace.Description, annotation.Text)))
            .Concat(asset.GetWebsites().SelectMany(static website => new[] { (PiecesSecretPlace.Website, website.Url), (PiecesSecretPlace.Website, website.Name) }))
            .Concat(asset.GetTags().Select(static tag => (PiecesSecretPlace.Tag, tag.Text)));
        foreach (var (place, text) in texts)
        {
            if (text is { Length: > 0 })
                yield return (place, text);
        }
    }

    private static string? Mask(string? name)
    {
        if (name is not { Length: > 0 })
            return name;
        var masked = new StringBuilder(name);
        foreach (var secret in SecretScanner.Find(name).Reverse())
            masked.Remove((int)secret.Start, secret.Length).Insert((int)secret.Start, "***");
        return masked.ToString();
    }
}
