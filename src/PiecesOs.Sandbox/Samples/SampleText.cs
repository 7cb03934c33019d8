using System.Globalization;
using System.Text;

namespace PiecesOs.Sandbox.Samples;

/// <summary>Content of samples: the snippet as written for the first 20, then with lines of its own.</summary>
internal static class SampleText
{
    public static string Write(SampleRandom random, SampleSnippet snippet, int index, int? bytes)
    {
        if (bytes is { } size)
            return Sized(random, snippet, size);
        if (index < 20)
            return snippet.Text;
        var text = new StringBuilder(snippet.Text);

        // Every tenth stays as it is: the same content under another id.
        if (index % 10 != 9)
        {
            var lines = 4 + random.Next(24);
            for (var i = 0; i < lines; i++)
                AppendLine(random, text);
        }

        if (index % 50 == 33)
            text.Append("\u0007\u001b[31mstopped\u001b[0m\n");
        return text.ToString();
    }

    private static string Sized(SampleRandom random, SampleSnippet snippet, int size)
    {
        var text = new StringBuilder(size + 80);
        while (text.Length < size)
            AppendLine(random, text.Length == 0 ? text.Append('#').Append(' ').Append(snippet.Topic).Append('\n') : text);
        text.Length = size;
        return text.ToString();
    }

    private static void AppendLine(SampleRandom random, StringBuilder text)
    {
        string Word() => SampleWords.Identifiers[random.Next(SampleWords.Identifiers.Count)];
        var verb = SampleWords.Verbs[random.Next(SampleWords.Verbs.Count)];
        text.Append(CultureInfo.InvariantCulture, $"{Word()}_{Word()} = {verb}_{Word()}({Word()}, {random.Next(10_000)})\n");
    }
}
