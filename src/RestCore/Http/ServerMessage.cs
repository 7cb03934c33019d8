using System.Text;
using System.Text.Json;
using RestCore.Json;

namespace RestCore;

/// <summary>The words of an error answer, whether it came as text or as JSON.</summary>
public sealed class ServerMessage
{
    /// <summary>The largest part of an error body that is kept, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private ServerMessage(string body)
    {
        Body = body;
        if (!TryParse(body, out var json))
        {
            Text = ShortLine.Of(body);
            return;
        }

        Text = ShortLine.Of(FirstText(json, "error", "message", "detail") ?? body);
        EventId = json.Member("eventId").AsText();
    }

    /// <summary>No words at all.</summary>
    public static ServerMessage None { get; } = new(string.Empty);

    /// <summary>What to show, in one short line: the text itself, or the <c>error</c> or <c>message</c> member of a JSON body.</summary>
    public string Text { get; }

    /// <summary>The id under which the server logged the failure, if it told one.</summary>
    public string? EventId { get; }

    /// <summary>The body as it came, up to <see cref="MaxBytes"/>.</summary>
    public string Body { get; }

    /// <summary>The words of a body that says by itself that the request failed, although its status does not.</summary>
    public static ServerMessage FromBody(string body) => new(body ?? throw new ArgumentNullException(nameof(body)));

    /// <summary>Reads the words from a body; a body that breaks off gives what was there.</summary>
    internal static async Task<ServerMessage> ReadAsync(HttpContent content, Stream body, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxBytes];
        var length = 0;
        try
        {
            int read;
#pragma warning disable CA1835 // The overload with Memory<byte> is not there on .NET Framework.
            while (length < MaxBytes && (read = await body.ReadAsync(bytes, length, MaxBytes - length, cancellationToken).ConfigureAwait(false)) > 0)
                length += read;
#pragma warning restore CA1835
        }
        catch (Exception e) when (e is IOException or HttpRequestException or RestException)
        {
            // The status says enough; the words are a help where they came through.
        }

        return new ServerMessage(EncodingOf(content).GetString(bytes, 0, length).TrimStart('\uFEFF'));
    }

    private static Encoding EncodingOf(HttpContent content)
    {
        try
        {
            return Encoding.GetEncoding(content.Headers.ContentType?.CharSet?.Trim('"') ?? "utf-8");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }

    private static bool TryParse(string body, out JsonValue json)
    {
        json = default;
        if (!body.TrimStart().StartsWith("{", StringComparison.Ordinal))
            return false;
        try
        {
            using var document = JsonDocument.Parse(body);
            json = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? FirstText(JsonValue json, params string[] names)
    {
        foreach (var name in names)
        {
            if (json.Member(name).AsText() is { Length: > 0 } text)
                return text;
        }

        return null;
    }
}
