using System.Text;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>Input for a job: a file, or a row with a text.</summary>
/// <param name="Number">Its index.</param>
/// <param name="Name">Its name.</param>
/// <param name="Language">Its language, or <see langword="null"/> if the name does not determine it and the server guesses.</param>
/// <param name="Content">The content to store.</param>
/// <param name="IsText">Whether the content is text.</param>
public sealed record Material(int Number, string Name, string? Language, byte[] Content, bool IsText)
{
    /// <summary>Whether the file must have exactly this name, so that a folder can contain only one.</summary>
    public bool HasFixedName { get; init; }

    /// <summary>Whether the file begins with a byte order mark, which is not stored.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>The content as text.</summary>
    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>The bytes of the file.</summary>
    public byte[] FileBytes => HasByteOrderMark ? [.. Encoding.UTF8.Preamble, .. Content] : Content;

    /// <summary>Describes how the stored asset differs, or returns <see langword="null"/> if it does not.</summary>
    public string? DifferenceTo(StoredAsset stored)
    {
        if (stored.Name != Name)
            return $"'{Name}' is stored as '{stored.Name}'.";
        if (Language is not null && stored.Language != Language)
            return $"'{Name}' is stored as {stored.Language}, not as {Language}.";
        if (!stored.Content.AsSpan().SequenceEqual(Content))
            return $"'{Name}' is stored with other content: {stored.Content.Length} bytes that begin with '{Beginning(stored.Content)}', not {Content.Length} bytes that begin with '{Beginning(Content)}'.";
        return stored.IsText == IsText ? null : $"'{Name}' is stored as {(stored.IsText ? "text" : "bytes")}.";
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Name}";

    private static string Beginning(byte[] content) => Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(40, content.Length)));
}
