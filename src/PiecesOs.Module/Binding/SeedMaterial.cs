using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The data for a new asset, as the user specified it.</summary>
internal sealed record SeedMaterial
{
    /// <summary>The text, or <see langword="null"/> for a file or bytes.</summary>
    public string? Text { get; init; }

    /// <summary>The file, or <see langword="null"/>. It is read when the seed is created.</summary>
    public InputFile? File { get; init; }

    /// <summary>The content in memory, or <see langword="null"/>. It requires a name.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The title. The default is the file name; for text, Pieces OS generates one.</summary>
    public string? Name { get; init; }

    /// <summary>The language or file type. The default follows from the file name extension; for text, Pieces OS guesses.</summary>
    public string? Language { get; init; }

    /// <summary>The tags that the user specified.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The description that the user specified.</summary>
    public string? Description { get; init; }

    /// <summary>Creates the seed. Reads the file if there is one.</summary>
    public async Task<SeedBody> ToSeedAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        var file = File is not null ? FileSeed.From(File)
            : Bytes is not null ? FileSeed.From(Bytes, Name!)
            : null;
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
