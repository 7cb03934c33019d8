using System.Text;
using System.Text.RegularExpressions;

namespace RestCore.Http;

/// <summary>The beginning of a body, for people who look for a fault: bounded, and without what looks like a secret.</summary>
internal sealed class BodyExcerpt(int limit)
{
    private static readonly Regex s_secret = new(
        "(?<name>\"[^\"]*(?:token|secret|password|api_?key|authorization|credential)[^\"]*\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private readonly byte[] _bytes = new byte[limit];
    private int _length;
    private bool _isCut;

    /// <summary>Takes what fits of the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, limit - _length);
        bytes.Slice(0, taken).CopyTo(_bytes.AsSpan(_length));
        _length += taken;
        _isCut |= taken < bytes.Length;
    }

    /// <summary>The text, with the values of members that are named like a secret left out.</summary>
    public override string ToString()
    {
        var text = s_secret.Replace(Encoding.UTF8.GetString(_bytes, 0, _length), "${name}\"***\"");
        return _isCut ? text + "..." : text;
    }
}
