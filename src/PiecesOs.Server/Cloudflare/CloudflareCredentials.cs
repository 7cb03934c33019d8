using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Checks both kinds of credentials: a bearer token, or an email address with the global key.</summary>
internal sealed class CloudflareCredentials(CloudflareOptions options, CloudflareSettings settings)
{
    private const string Scheme = "Bearer ";

    private static readonly SearchValues<char> s_secretCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>The access level of a request; 400 or 403 without known credentials. A token takes precedence over a key.</summary>
    public AccessLevel Check(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length > 0)
            return CheckToken(authorization);
        var email = request.Headers["X-Auth-Email"].ToString();
        var key = request.Headers["X-Auth-Key"].ToString();
        if (email.Length == 0 || key.Length == 0)
            throw new CloudflareError(StatusCodes.Status400BadRequest, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers");
        if (email.Equals(options.Email, StringComparison.OrdinalIgnoreCase) && AreEqual(key, options.Key))
            return AccessLevel.Edit;
        if (!email.Contains('@', StringComparison.Ordinal))
            throw CloudflareError.MalformedHeader(6102, "X-Auth-Email");
        if (key.AsSpan().ContainsAnyExcept(s_secretCharacters))
            throw CloudflareError.MalformedHeader(6103, "X-Auth-Key");
        throw CloudflareError.Forbidden(9103, "Unknown X-Auth-Key or X-Auth-Email");
    }

    private AccessLevel CheckToken(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw CloudflareError.MalformedHeader(6111, "Authorization");
        var token = authorization[Scheme.Length..].Trim();
        if (settings.IpFilter)
            throw CloudflareError.Forbidden(9109, "Cannot use the access token from location: 127.0.0.1");
        if (AreEqual(token, options.Token))
            return AccessLevel.Edit;
        if (AreEqual(token, options.ReadToken))
            return AccessLevel.Read;
        throw token.AsSpan().ContainsAnyExcept(s_secretCharacters)
            ? CloudflareError.MalformedHeader(6111, "Authorization")
            : CloudflareError.Forbidden(9109, "Invalid access token");
    }

    /// <summary>Compares hashes, so that the time reveals neither content nor length.</summary>
    private static bool AreEqual(string given, string known) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(known)));
}

/// <summary>The access that the credentials of a request grant.</summary>
internal enum AccessLevel
{
    /// <summary>Reading only ("Resource Sharing Read").</summary>
    Read,

    /// <summary>Everything ("Resource Sharing Edit").</summary>
    Edit,
}
