using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PiecesOs.Trust.Tests.Faults;

/// <summary>The secrets of the connections, in every encoding that could appear in text.</summary>
internal static class Secrets
{
    /// <summary>The user of the address.</summary>
    public const string User = "trust";

    /// <summary>The password in the address.</summary>
    public const string Password = "pw-\"q'é<&>/+=~Zx9_8";

    /// <summary>The token of Cloudflare.</summary>
    public const string Token = "cf-tok+en/\"q'<&>=~Zx9_0123456789abcdef";

    private static readonly string[] s_forms = [.. FormsOf(Password).Concat(FormsOf(Token)).Append(Basic(Encoding.UTF8)).Append(Basic(Encoding.Latin1)).Distinct()];

    /// <summary>The address with user and password.</summary>
    public static Uri In(Uri address) => new($"{address.Scheme}://{User}:{Uri.EscapeDataString(Password)}@{address.Authority}{address.PathAndQuery}");

    /// <summary>The encoding of a secret that the text contains. Null if it contains none.</summary>
    public static string? FoundIn(string text) => s_forms.FirstOrDefault(text.Contains);

    /// <summary>The secret that a request carries, as the server decodes it.</summary>
    public static string DecodedFrom(RecordedRequest request) => request.Header("Authorization") is not { } header
        ? string.Empty
        : header.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])) : header[7..];

    private static string Basic(Encoding encoding) => Convert.ToBase64String(encoding.GetBytes($"{User}:{Password}"));

    private static IEnumerable<string> FormsOf(string secret) =>
    [
        secret,
        JsonSerializer.Serialize(secret)[1..^1],
        JsonSerializer.Serialize(secret, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })[1..^1],
        Uri.EscapeDataString(secret),
        System.Net.WebUtility.UrlEncode(secret),
        System.Net.WebUtility.HtmlEncode(secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];
}
