using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// The address of a share link, and the IDs in it: the code in <c>?p=</c>, or the IDs in <c>?compressed=</c>, the long address
/// that a browser shows after a link was opened. No request is sent.
/// </summary>
internal sealed class ShareLink
{
    /// <summary>The maximum decompressed size. Links of Pieces OS are never larger.</summary>
    private const int MaxBytes = 1024 * 1024;

    private static readonly Regex s_id = new(
        "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly Uri _address;
    private readonly HashSet<string> _ids;

    private ShareLink(Uri address)
    {
        _address = address;
        Code = ParameterOf(address, "p");
        _ids = new HashSet<string>(IdsIn(ParameterOf(address, "compressed")), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The code in <c>?p=</c>, if there is one.</summary>
    public string? Code { get; }

    /// <summary>Parses a text that is an http or https address.</summary>
    public static ShareLink? From(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? new ShareLink(address) : null;

    /// <summary>Finds the share with this address in the list of all shares.</summary>
    public Share? FindIn(IReadOnlyList<Share> shares) =>
        shares.FirstOrDefault(share => Code is not null && share.Short == Code)
        ?? shares.FirstOrDefault(share => Code is not null && string.Equals(share.Short, Code, StringComparison.OrdinalIgnoreCase))
        ?? shares.FirstOrDefault(share => IsSameLink(share.Link))
        ?? SingleOrNull(shares.Where(share => _ids.Contains(share.Id!)))
        ?? SingleOrNull(shares.Where(share => share.AssetId is { } asset && _ids.Contains(asset)));

    /// <summary>An ambiguous address matches no share, because revoking a link cannot be undone.</summary>
    private static Share? SingleOrNull(IEnumerable<Share> shares)
    {
        var some = shares.Take(2).ToArray();
        return some.Length == 1 ? some[0] : null;
    }

    private bool IsSameLink(string? link) =>
        link is not null && Uri.TryCreate(link, UriKind.Absolute, out var address)
        && string.Equals(address.Authority, _address.Authority, StringComparison.OrdinalIgnoreCase)
        && address.PathAndQuery.TrimEnd('/') == _address.PathAndQuery.TrimEnd('/');

    private static string? ParameterOf(Uri address, string name)
    {
        var prefix = name + "=";
        var parameter = address.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return parameter?.Length > prefix.Length ? Uri.UnescapeDataString(parameter.Substring(prefix.Length)) : null;
    }

    private static IEnumerable<string> IdsIn(string? compressed)
    {
        if (compressed is null || FromBase64(Uri.UnescapeDataString(compressed)) is not { } bytes)
            return [];
        return DecodedTexts(bytes).SelectMany(static text => s_id.Matches(text).Cast<Match>()).Select(static match => match.Value);
    }

    /// <summary>Decodes base64 or base64url, with or without padding. A plus sign can have become a space.</summary>
    private static byte[]? FromBase64(string text)
    {
        var digits = text.Replace(' ', '+').Replace('-', '+').Replace('_', '/').TrimEnd('=');
        try
        {
            return Convert.FromBase64String(digits + new string('=', (4 - (digits.Length % 4)) % 4));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The text itself, and the text decompressed with zlib, gzip or raw deflate.</summary>
    private static IEnumerable<string> DecodedTexts(byte[] bytes)
    {
        yield return Encoding.UTF8.GetString(bytes);
        if (bytes.Length > 2 && bytes[0] == 0x78)
            yield return Decompress(new DeflateStream(new MemoryStream(bytes, 2, bytes.Length - 2), CompressionMode.Decompress));
        else if (bytes.Length > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B)
            yield return Decompress(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        else if (bytes.Length > 2 && bytes[0] is not ((byte)'{' or (byte)'['))
            yield return Decompress(new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress));
    }

    private static string Decompress(Stream compressed)
    {
        using (compressed)
        {
            var text = new byte[MaxBytes];
            var length = 0;
            try
            {
                int read;
                while (length < text.Length && (read = compressed.Read(text, length, text.Length - length)) > 0)
                    length += read;
            }
            catch (InvalidDataException)
            {
                // The bytes are not compressed.
            }

            return Encoding.UTF8.GetString(text, 0, length);
        }
    }
}
