using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>A token that is compared without revealing it by the time that takes.</summary>
internal sealed class BearerToken(string token)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether an Authorization header has it. Hashes are compared, so that the time reveals neither content nor length.</summary>
    public bool IsIn(string header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..])), _hash);
}
