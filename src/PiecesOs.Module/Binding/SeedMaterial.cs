using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>What a new asset is made of, as the user named it.</summary>
internal sealed record SeedMaterial
{
    /// <summary>The text, or <see langword="null"/> for a file.</summary>
    public string? Text { get; init; }

    /// <summary>The file, or <see langword="null"/> for text. It is read when the seed is made.</summary>
    public InputFile? File { get; init; }

    /// <summary>The title. Without one the file's name is used; for text Pieces OS makes one up.</summary>
    public string? Name { get; init; }

    /// <summary>The language or file type. Without one the file's extension is used; for text Pieces OS guesses.</summary>
    public string? Language { get; init; }

    /// <summary>The user's own tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The user's own description.</summary>
    public string? Description { get; init; }

    /// <summary>Reads the file, if it is one, and makes the seed.</summary>
    public async Task<SeedBody> ToSeedAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        var file = File is null ? null : FileSeed.From(File);
        return new SeedBody
        {
            Application = await server.GetApplicationAsync(cancellationToken).ConfigureAwait(false),
            Content = file?.Content ?? SeedContent.FromText(Text!),
            Name = Name ?? file?.Name,
            Language = Language ?? file?.Language,
            Tags = Tags,
            Annotations = Description is null ? [] : [new SeededAnnotation("DESCRIPTION", Description)],
        };
    }
}
