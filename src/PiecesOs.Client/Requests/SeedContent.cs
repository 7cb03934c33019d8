using System.Text.Json;

namespace PiecesOs.Client;

/// <summary>The content of a new asset: text, or bytes from memory or from a file.</summary>
public abstract class SeedContent
{
    private SeedContent()
    {
    }

    /// <summary>Whether it is too large to be held in memory as JSON.</summary>
    internal virtual bool IsLarge => false;

    /// <summary>Text, sent as <c>fragment.string.raw</c>.</summary>
    public static SeedContent FromText(string text) => new TextContent(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>Bytes, sent as <c>file.bytes.raw</c>.</summary>
    /// <param name="open">Opens the bytes from their beginning; called for each try.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="fileName">The file's name without its folder, or <see langword="null"/>.</param>
    public static SeedContent FromBytes(Func<Stream> open, long size, string? fileName) =>
        new BytesContent(open ?? throw new ArgumentNullException(nameof(open)), size, fileName);

    /// <summary>Writes the <c>SeededFormat</c> members.</summary>
    internal abstract Task WriteFormatAsync(Utf8JsonWriter writer, string? language, CancellationToken cancellationToken);

    private sealed class TextContent(string text) : SeedContent
    {
        internal override bool IsLarge => text.Length > 1024 * 1024;

        internal override Task WriteFormatAsync(Utf8JsonWriter writer, string? language, CancellationToken cancellationToken)
        {
            writer.WriteStartObject("fragment");
            writer.WriteStartObject("string");
            writer.WriteString("raw", text);
            writer.WriteEndObject();
            if (language is not null)
            {
                writer.WriteStartObject("metadata");
                writer.WriteString("ext", language);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            return Task.CompletedTask;
        }
    }

    private sealed class BytesContent(Func<Stream> open, long size, string? fileName) : SeedContent
    {
        internal override bool IsLarge => size > 256 * 1024;

        internal override async Task WriteFormatAsync(Utf8JsonWriter writer, string? language, CancellationToken cancellationToken)
        {
            writer.WriteStartObject("file");
            writer.WriteStartObject("metadata");
            if (fileName is not null)
                writer.WriteString("name", fileName);
            if (language is not null)
                writer.WriteString("ext", language);
            writer.WriteNumber("size", size);
            writer.WriteEndObject();

            writer.WriteStartObject("bytes");
            writer.WritePropertyName("raw");
            await BodyBytes.WriteArrayAsync(writer, open, fileName ?? "content", cancellationToken).ConfigureAwait(false);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }
}
