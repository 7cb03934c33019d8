using System;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PiecesOs.Sandbox.Cloudflare;

/// <summary>Checks both ways to say who one is: a bearer token, or an address with the global key.</summary>
internal sealed class CloudflareCredentials(CloudflareOptions options)
{
    private const string Scheme = "Bearer ";

    /// <summary>What the request may do; 401 without credentials that are known. A token goes before a key.</summary>
    public SharingAccess Check(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length > 0)
            return CheckToken(authorization);
        var email = request.Headers["X-Auth-Email"].ToString();
        var key = request.Headers["X-Auth-Key"].ToString();
        if (email.Length == 0 || key.Length == 0)
            throw CloudflareError.Unauthorized(9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers");
        if (email.Equals(options.Email, StringComparison.OrdinalIgnoreCase) && AreEqual(key, options.Key))
            return SharingAccess.Edit;
        throw CloudflareError.Unauthorized(9103, "Unknown X-Auth-Key or X-Auth-Email");
    }

    private SharingAccess CheckToken(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw CloudflareError.Unauthorized(6111, "Invalid format for Authorization header");
        var token = authorization[Scheme.Length..].Trim();
        if (AreEqual(token, options.Token))
            return SharingAccess.Edit;
        return AreEqual(token, options.ReadToken)
            ? SharingAccess.Read
            : throw CloudflareError.Unauthorized(9109, "Invalid access token");
    }

    /// <summary>Hashes are compared, so that neither content nor length shows in the time it takes.</summary>
    private static bool AreEqual(string given, string known) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(known)));
}
