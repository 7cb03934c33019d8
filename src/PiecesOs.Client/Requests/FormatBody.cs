using System.Text;
using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// A <c>Format</c> with other content: the body of <c>format_update_value</c>. The content is written in the form that the format has,
/// text or bytes, or both where it has both. Every other member is written as it came.
/// </summary>
public sealed class FormatBody : JsonBody
{
    private const int LargeSize = 256 * 1024;

    private static readonly string[] s_holders = ["fragment", "file"];

    /// <summary>Other spellings of the content, which would contradict the new one.</summary>
    private static readonly string[] s_copies = ["base64", "base64_url", "data_url"];

    private readonly AssetFormat _format;
    private readonly string? _text;
    private readonly Func<Stream> _open;
    private readonly long _size;
    private readonly string _source;

    /// <summary>Text.</summary>
    /// <param name="format">The format with its content.</param>
    /// <param name="text">The new text.</param>
    public FormatBody(AssetFormat format, string text)
    {
        _format = format ?? throw new ArgumentNullException(nameof(format));
        _text = text ?? throw new ArgumentNullException(nameof(text));
        _open = () => new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        _size = text.Length;
        _source = "text";
    }

    /// <summary>Bytes.</summary>
    /// <param name="format">The format with its content.</param>
    /// <param name="open">Opens the bytes from their beginning; called for each try.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="source">What they are read from, for an error.</param>
    public FormatBody(AssetFormat format, Func<Stream> open, long size, string source)
    {
        _format = format ?? throw new ArgumentNullException(nameof(format));
        _open = open ?? throw new ArgumentNullException(nameof(open));
        _size = size;
        _source = source;
    }

    /// <inheritdoc/>
    public override bool IsLarge => _size > LargeSize;

    /// <inheritdoc/>
    public override string? ResourceId => _format.Id;

    /// <inheritdoc/>
    public override async Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        if (writer is null)
            throw new ArgumentNullException(nameof(writer));
        writer.WriteStartObject();
        foreach (var member in _format.EnumerateMembers())
        {
            if (s_holders.Contains(member.Key) && member.Value.ValueKind == JsonValueKind.Object)
                await WriteHolderAsync(writer, member.Key, member.Value, cancellationToken).ConfigureAwait(false);
            else
                Write(writer, member);
        }

        writer.WriteEndObject();
    }

    private async Task WriteHolderAsync(Utf8JsonWriter writer, string name, JsonValue holder, CancellationToken cancellationToken)
    {
        writer.WriteStartObject(name);
        foreach (var member in holder.EnumerateMembers())
        {
            switch (member.Key)
            {
                case "string" when member.Value.Member("raw").ValueKind == JsonValueKind.String:
                    if (_text is not null)
                        await WriteContentAsync(writer, member, cancellationToken).ConfigureAwait(false);
                    break;
                case "bytes" when member.Value.Member("raw").ValueKind == JsonValueKind.Array:
                    await WriteContentAsync(writer, member, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    Write(writer, member);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    private async Task WriteContentAsync(Utf8JsonWriter writer, KeyValuePair<string, JsonValue> content, CancellationToken cancellationToken)
    {
        writer.WriteStartObject(content.Key);
        foreach (var member in content.Value.EnumerateMembers())
        {
            if (member.Key == "raw" && content.Key == "string")
            {
                writer.WriteString("raw", _text);
            }
            else if (member.Key == "raw")
            {
                writer.WritePropertyName("raw");
                await BodyBytes.WriteArrayAsync(writer, _open, _source, cancellationToken).ConfigureAwait(false);
            }
            else if (!s_copies.Contains(member.Key) || member.Value.ValueKind == JsonValueKind.Null)
            {
                Write(writer, member);
            }
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, KeyValuePair<string, JsonValue> member)
    {
        writer.WritePropertyName(member.Key);
        writer.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
    }
}
