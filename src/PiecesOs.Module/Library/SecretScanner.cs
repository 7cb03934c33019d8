using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace PiecesOs.Module;

/// <summary>
/// Finds possible secrets in text. One pass looks for the two characters with which a secret, or the name in front of it, starts, and only
/// there applies the rules. No rule looks farther than <see cref="Lookahead"/>, so the time is linear for any text, and a text of any
/// length is read in windows.
/// </summary>
internal static class SecretScanner
{
    /// <summary>How far a rule can look ahead; a private key is the longest secret.</summary>
    public const int Lookahead = 16 * 1024;

    /// <summary>How far a rule can look back.</summary>
    private const int Lookbehind = 512;

    private const int WindowSize = 128 * 1024;

    /// <summary>For each pair of ASCII characters, the index of the anchors in <see cref="s_groups"/> that start with it; 0 for none.</summary>
    private static readonly byte[] s_groupOf = new byte[128 * 128];

    private static readonly List<SecretAnchor[]> s_groups = CreateGroups();

    /// <summary>The number of secrets in UTF-8 text.</summary>
    public static int Count(Stream text, CancellationToken cancellationToken)
    {
        // Most texts are short, and a buffer for each is expensive.
        var bufferSize = (int)Math.Max(256, Math.Min(text.Length, 32 * 1024));
        using var reader = new StreamReader(text, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize, leaveOpen: true);
        return Find(reader, cancellationToken).Count();
    }

    /// <summary>The secrets in a text that is in memory.</summary>
    public static IEnumerable<FoundSecret> Find(string text)
    {
        var position = 0;
        LineCounter? lines = null;
        while (Next(text.AsSpan(), ref position, text.Length) is { } match)
        {
            lines ??= new LineCounter();
            lines.CountTo(text.AsSpan(), match.Start, offset: 0);
            yield return new FoundSecret(match.Kind, lines.Line, lines.ColumnOf(match.Start), match.Length, match.Start);
        }
    }

    /// <summary>The secrets in a text, in their order. Only one window of the text is in memory.</summary>
    public static IEnumerable<FoundSecret> Find(TextReader reader, CancellationToken cancellationToken)
    {
        var window = ArrayPool<char>.Shared.Rent(WindowSize);
        var used = 0;
        try
        {
            var lines = new LineCounter();
            long offset = 0;
            int length = 0, position = 0;
            for (var isLast = false; !isLast;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                length = Fill(reader, window, length, out isLast);
                used = Math.Max(used, length);
                while (Next(window.AsSpan(0, length), ref position, isLast ? length : length - Lookahead) is { } match)
                {
                    lines.CountTo(window, match.Start, offset);
                    yield return new FoundSecret(match.Kind, lines.Line, lines.ColumnOf(offset + match.Start), match.Length, offset + match.Start);
                }

                var done = Math.Max(0, position - Lookbehind);
                lines.CountTo(window, done, offset);
                Array.Copy(window, done, window, 0, length - done);
                (offset, length, position) = (offset + done, length - done, position - done);
            }
        }
        finally
        {
            // The text must not stay in memory that others rent.
            Array.Clear(window, 0, used);
            ArrayPool<char>.Shared.Return(window);
        }
    }

    private static int Fill(TextReader reader, char[] window, int length, out bool isLast)
    {
        int read;
        do
        {
            read = reader.Read(window, length, window.Length - length);
            length += read;
        }
        while (read > 0 && length < window.Length);
        isLast = read == 0;
        return length;
    }

    /// <summary>The next match that starts before <paramref name="limit"/>. The position is then behind the match.</summary>
    private static SecretMatch? Next(ReadOnlySpan<char> text, ref int position, int limit)
    {
        var groups = s_groupOf;
        var end = Math.Min(limit, text.Length - 1);
        for (var start = position; start < end; start++)
        {
            int first = text[start], second = text[start + 1];
            if ((first | second) >= 128 || groups[(first << 7) | second] is not (> 0 and var group))
                continue;
            foreach (var anchor in s_groups[group])
            {
                if (anchor.IsAt(text, start) && anchor.Match(text, start) is { } match && match.Start >= position)
                {
                    position = match.Start + match.Length;
                    return match;
                }
            }
        }

        position = Math.Max(position, end);
        return null;
    }

    private static List<SecretAnchor[]> CreateGroups()
    {
        var groups = new Dictionary<int, List<SecretAnchor>>();
        foreach (var anchor in SecretRules.All)
        {
            foreach (var first in Cases(anchor, 0))
            {
                foreach (var second in Cases(anchor, 1))
                {
                    var pair = (first << 7) | second;
                    if (!groups.TryGetValue(pair, out var group))
                        groups[pair] = group = [];
                    group.Add(anchor);
                }
            }
        }

        var all = new List<SecretAnchor[]> { Array.Empty<SecretAnchor>() };
        foreach (var group in groups)
        {
            s_groupOf[group.Key] = checked((byte)all.Count);
            all.Add([.. group.Value]);
        }

        return all;

        static IEnumerable<char> Cases(SecretAnchor anchor, int index)
        {
            var character = anchor.Text[index];
            return anchor.IgnoresCase ? new[] { char.ToLowerInvariant(character), char.ToUpperInvariant(character) }.Distinct() : [character];
        }
    }

    /// <summary>Counts the lines of a text that is read in windows.</summary>
    private sealed class LineCounter
    {
        private long _lineStart;
        private long _counted;

        /// <summary>The current line, from 1.</summary>
        public long Line { get; private set; } = 1;

        /// <summary>The column in the current line, from 1.</summary>
        public long ColumnOf(long offset) => offset - _lineStart + 1;

        /// <summary>Counts up to a position in the window.</summary>
        public void CountTo(ReadOnlySpan<char> window, int position, long offset)
        {
            var from = (int)(_counted - offset);
            if (position <= from)
                return;
            int found;
            while ((found = window.Slice(from, position - from).IndexOf('\n')) >= 0)
            {
                Line++;
                from += found + 1;
                _lineStart = offset + from;
            }

            _counted = offset + position;
        }
    }
}

/// <summary>A secret in a text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Length">Its length.</param>
/// <param name="Start">Where it starts in the text, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundSecret(PiecesSecretKind Kind, long Line, long Column, int Length, long Start);
