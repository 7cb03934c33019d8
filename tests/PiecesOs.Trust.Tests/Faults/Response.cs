using System.Text;

namespace PiecesOs.Trust.Tests.Faults;

/// <summary>A response of the sandbox, possibly changed by a fault.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The Content-Type. Empty if there is none.</param>
/// <param name="Body">The body.</param>
public sealed record Response(int Status, string ContentType, byte[] Body)
{
    /// <summary>Further headers.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Whether the body is a JSON object.</summary>
    public bool IsObject => Body.Length > 1 && Body[0] == (byte)'{';

    /// <summary>The same response with another body.</summary>
    public Response WithBody(string body) => this with { Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>The response head as sent, with the length of the body.</summary>
    public string Head(long? length = null) => Reply.Head(
        Status,
        [.. Headers, .. ContentType.Length > 0 ? ["Content-Type: " + ContentType] : (string[])[], .. Status == 204 ? (string[])[] : [Reply.Length(length ?? Body.Length)]]);
}
