using System.Runtime.CompilerServices;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>An asset as the forms need it.</summary>
internal sealed class LibraryItem
{
    private readonly string? _mainFormatId;

    private LibraryItem(Asset asset)
    {
        Asset = asset;
        var format = asset.GetContentFormat();
        _mainFormatId = format?.Id;
        Content = format is null ? null : ItemContent.Of(format, asset.Language);
        Language = Content?.LanguageName ?? LanguageName.Of(asset.Language, isText: true);
    }

    /// <summary>The asset.</summary>
    public Asset Asset { get; }

    /// <summary>Its content; <see langword="null"/> if it has none, or if it is not valid.</summary>
    public ItemContent? Content { get; }

    /// <summary>The names of its language.</summary>
    public LanguageName Language { get; }

    /// <summary>The name, or for an asset without a name one that is made from its ID.</summary>
    public string Title => Asset.Name is { } name && !string.IsNullOrWhiteSpace(name) ? name : Untitled;

    /// <summary>A name that is made from the ID.</summary>
    public string Untitled => Asset.Id is { Length: > 0 } id ? $"Untitled {id.Substring(0, Math.Min(8, id.Length))}" : "Untitled";

    /// <summary>The texts of the tags that the user added.</summary>
    public string[] OwnTags => [.. TagTexts(own: true)];

    /// <summary>The texts of all other tags.</summary>
    public string[] OtherTags => [.. TagTexts(own: false)];

    /// <summary>The annotations that have a text, with those of the user first.</summary>
    public Annotation[] Annotations => [.. Asset.GetAnnotations().Where(static annotation => annotation.Text is { Length: > 0 }).OrderBy(static annotation => annotation.Mechanism == "MANUAL" ? 0 : 1)];

    /// <summary>The text that describes the asset best, or <see langword="null"/>.</summary>
    public string? Description => Annotations
        .OrderBy(static annotation => annotation.Mechanism == "MANUAL" ? 0 : 1)
        .ThenBy(static annotation => annotation.Type == "DESCRIPTION" ? 0 : 1)
        .FirstOrDefault()?.Text;

    /// <summary>The contents of other formats that differ from the content and from each other.</summary>
    public IEnumerable<ItemContent> GetOtherContents()
    {
        var seen = new HashSet<FileDigest>();
        if (Content is not null)
            seen.Add(Content.Digest);
        AssetFormat?[] formats = [Asset.GetOriginalFormat(), Asset.GetPreviewFormat(), .. Asset.GetFormats()];
        foreach (var format in formats.OfType<AssetFormat>())
        {
            // The same format comes in several places, and its content can be large.
            if (_mainFormatId is not null && string.Equals(format.Id, _mainFormatId, StringComparison.OrdinalIgnoreCase))
                continue;
            if (ItemContent.Of(format, Asset.Language) is { } content && seen.Add(content.Digest))
                yield return content;
        }
    }

    /// <summary>Reads the assets of a library one by one, without those that were deleted before the export.</summary>
    public static async IAsyncEnumerable<LibraryItem> ReadAsync(ExportedLibrary library, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var asset in library.ReadAssetsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (asset.Deleted is null)
                yield return new LibraryItem(asset);
        }
    }

    private IEnumerable<string> TagTexts(bool own) =>
        from tag in Asset.GetTags()
        where tag.Text is { Length: > 0 } && own == (Asset.Id is { } id && tag.MechanismFor(id) == "MANUAL")
        select tag.Text;
}

/// <summary>The content of one format.</summary>
/// <param name="Content">The content.</param>
/// <param name="Language">The language or file type, as Pieces names it.</param>
/// <param name="Digest">The length and hash of the content.</param>
internal sealed record ItemContent(AssetContent Content, string? Language, FileDigest Digest)
{
    /// <summary>The names of the language.</summary>
    public LanguageName LanguageName { get; } = LanguageName.Of(Language, Content.IsText);

    /// <summary>The content of a format, or <see langword="null"/> if it has none or it is not valid.</summary>
    public static ItemContent? Of(AssetFormat format, string? language)
    {
        if (format.GetContent() is not { } content)
            return null;
        try
        {
            using var stream = content.OpenRead();
            return new ItemContent(content, format.Language ?? language, FileDigest.Of(stream, CancellationToken.None));
        }
        catch (InvalidDataException)
        {
            // The export has reported it.
            return null;
        }
    }

    /// <summary>The text, or <see langword="null"/> if the content is not text, is too large, or has a lone surrogate, which no file can hold.</summary>
    /// <param name="maxBytes">The maximum length in bytes.</param>
    public string? GetText(long maxBytes) =>
        Digest.Bytes <= maxBytes && Content.IsText && Content.GetText() is var text && !JsonQuote.HasLoneSurrogate(text) ? text : null;

    /// <summary>Writes the bytes.</summary>
    public void WriteTo(Stream output)
    {
        using var stream = Content.OpenRead();
        stream.CopyTo(output);
    }
}
