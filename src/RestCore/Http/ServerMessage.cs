using System.Text;
using System.Text.Json;
using RestCore.Json;

namespace RestCore;

/// <summary>The message in an error response, whether it came as text or as JSON.</summary>
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

    /// <summary>No message.</summary>
    public static ServerMessage None { get; } = new(string.Empty);

    /// <summary>What to show, in one short line: the text itself, or the <c>error</c> or <c>message</c> member of a JSON body.</summary>
    public string Text { get; }

    /// <summary>The ID under which the server logged the failure, if the response has one.</summary>
    public string? EventId { get; }

    /// <summary>The body as it came, up to <see cref="MaxBytes"/>.</summary>
    public string Body { get; }

    /// <summary>The message in a body that says that the request failed, although its status does not.</summary>
    public static ServerMessage FromBody(string body) => new(body ?? throw new ArgumentNullException(nameof(body)));

    /// <summary>Reads the message from a body; of a body that breaks off, what arrived.</summary>
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
            // The status says enough; the message helps where it arrived.
        }

        return new ServerMessage(EncodingOf(content).GetString(bytes, 0, length).TrimStart('\uFEFF'));
    }

    /// <summary>The encoding of a text that a content names, or else UTF-8.</summary>
    internal static Encoding EncodingOf(HttpContent content)
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
