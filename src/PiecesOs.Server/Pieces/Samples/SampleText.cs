using System.Globalization;
using System.Text;

namespace PiecesOs.Server.Pieces.Samples;

/// <summary>Content of samples: the snippet as written for the first ones, then with lines of its own.</summary>
internal static class SampleText
{
    public static string Write(SampleRandom random, SampleSnippet snippet, int index, int? bytes)
    {
        var text = AsWritten(random, snippet, index);
        return bytes is { } size ? Sized(random, text, size) : text;
    }

    private static string AsWritten(SampleRandom random, SampleSnippet snippet, int index)
    {
        var text = new StringBuilder(snippet.Text);

        // Every tenth stays as it is: the same content under another ID.
        if (index >= SamplePlan.Plain && index % 10 != 9)
        {
            var lines = 4 + random.Next(24);
            for (var i = 0; i < lines; i++)
                AppendLine(random, text);
        }

        if (SamplePlan.HasControlCharacters(index))
            text.Append("\u0007\u001b[31mstopped\u001b[0m\n");
        if (!SamplePlan.EndsWithNewline(index))
            text.Length--;
        return text.ToString();
    }

    /// <summary>Filled with further lines. They replace a text that is too long, because a character of several bytes cannot be cut.</summary>
    private static string Sized(SampleRandom random, string text, int bytes)
    {
        var head = Encoding.UTF8.GetByteCount(text) <= bytes ? text : "";
        var length = bytes - (Encoding.UTF8.GetByteCount(head) - head.Length);
        var sized = new StringBuilder(head, length + 80);
        while (sized.Length < length)
            AppendLine(random, sized);
        sized.Length = length;
        return sized.ToString();
    }

    private static void AppendLine(SampleRandom random, StringBuilder text)
    {
        string Word() => SampleWords.Identifiers[random.Next(SampleWords.Identifiers.Count)];
        var verb = SampleWords.Verbs[random.Next(SampleWords.Verbs.Count)];
        text.Append(CultureInfo.InvariantCulture, $"{Word()}_{Word()} = {verb}_{Word()}({Word()}, {random.Next(10_000)})\n");
    }
}
