using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Checks both ways to say who one is: a bearer token, or an address with the global key.</summary>
internal sealed class CloudflareCredentials(CloudflareOptions options, CloudflareSettings settings)
{
    private const string Scheme = "Bearer ";

    private static readonly SearchValues<char> s_secretCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>What the request may do; 400 or 403 without credentials that are known. A token goes before a key.</summary>
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

    /// <summary>Hashes are compared, so that neither content nor length shows in the time it takes.</summary>
    private static bool AreEqual(string given, string known) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(known)));
}

/// <summary>What the credentials of a request allow.</summary>
internal enum AccessLevel
{
    /// <summary>Reading only ("Resource Sharing Read").</summary>
    Read,

    /// <summary>Everything ("Resource Sharing Edit").</summary>
    Edit,
}
