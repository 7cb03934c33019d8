using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Benchmarks.Floors;

/// <summary>A hash of contents that does not depend on their order.</summary>
public sealed class ContentsDigest
{
    private readonly List<string> _hashes = [];

    /// <summary>The hash of all files in a folder and its subfolders.</summary>
    public static ContentsDigest OfFolder(string folder)
    {
        var digest = new ContentsDigest();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = File.OpenRead(path);
            digest._hashes.Add(Convert.ToHexString(SHA256.HashData(file)));
        }

        return digest;
    }

    /// <summary>Adds a content.</summary>
    public void Add(byte[] content) => _hashes.Add(Convert.ToHexString(SHA256.HashData(content)));

    /// <summary>The hash.</summary>
    public override string ToString()
    {
        _hashes.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(_hashes))));
    }
}
