using System;
using System.Text;
using System.Text.Json;

namespace PiecesOs.Module.Tests.Support;

/// <summary>One request as it stood on the wire.</summary>
internal sealed record RecordedRequest(string Method, string Target, byte[] Body)
{
    public string Path => Target.Split('?', 2)[0];

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target.Split('?', 2)[1] : string.Empty;

    public string BodyText => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Method, path and query.</summary>
    public override string ToString() => $"{Method} {Target}";
}
