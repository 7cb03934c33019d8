using System.Text;

namespace PiecesOs.Trust.Tests.Faults;

/// <summary>An answer of the sandbox, or what a fault makes of it.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The Content-Type; empty if there was none.</param>
/// <param name="Body">The body.</param>
public sealed record Answer(int Status, string ContentType, byte[] Body)
{
    /// <summary>Further headers.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Whether the body is a JSON object.</summary>
    public bool IsObject => Body.Length > 1 && Body[0] == (byte)'{';

    /// <summary>The same answer with another body.</summary>
    public Answer WithBody(string body) => this with { Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>The head as it goes over the wire, with the length of the body.</summary>
    public string Head(long? length = null) => Reply.Head(
        Status,
        [.. Headers, .. ContentType.Length > 0 ? ["Content-Type: " + ContentType] : (string[])[], .. Status == 204 ? (string[])[] : [Reply.Length(length ?? Body.Length)]]);
}
