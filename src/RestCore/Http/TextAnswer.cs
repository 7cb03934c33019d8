using System.Net;

namespace RestCore.Http;

/// <summary>A successful answer that is read as text.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The text, without space around it.</param>
public sealed record TextAnswer(HttpStatusCode Status, string Text);
