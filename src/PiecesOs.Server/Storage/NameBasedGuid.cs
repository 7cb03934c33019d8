using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Server.Storage;

/// <summary>Ids computed from a name, so that one tag has the same ID everywhere, and samples repeat.</summary>
internal static class NameBasedGuid
{
    public static string Of(string kind, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\0{name}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }
}
