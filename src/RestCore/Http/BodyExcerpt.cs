using System.Text;
using System.Text.RegularExpressions;

namespace RestCore.Http;

/// <summary>The beginning of a body for troubleshooting, without what may be a secret.</summary>
internal sealed class BodyExcerpt(int limit)
{
    private static readonly Regex s_secret = new(
        "(?<name>\"[^\"]*(?:token|secret|password|api_?key|authorization|credential)[^\"]*\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private readonly byte[] _bytes = new byte[limit];
    private int _length;
    private bool _isCut;

    /// <summary>Adds what fits of the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var added = Math.Min(bytes.Length, limit - _length);
        bytes.Slice(0, added).CopyTo(_bytes.AsSpan(_length));
        _length += added;
        _isCut |= added < bytes.Length;
    }

    /// <summary>The text, with the values of members that are named like a secret left out.</summary>
    public override string ToString()
    {
        var text = s_secret.Replace(Encoding.UTF8.GetString(_bytes, 0, _length), "${name}\"***\"");
        return _isCut ? text + "..." : text;
    }
}
