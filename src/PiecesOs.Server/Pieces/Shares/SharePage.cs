using System.Net;
using System.Text;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>The HTML of share pages: everything from users is escaped, and there is no script.</summary>
internal static class SharePage
{
    private const string Style =
        "body{font-family:system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}"
        + "pre{background:#f6f8fa;padding:1rem;overflow-x:auto;border-radius:6px}small{color:#59636e}"
        + "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}small{color:#9198a1}}";

    public static string Show(string? name, IReadOnlyList<Snippet> snippets)
    {
        var body = new StringBuilder();
        if (snippets.Count > 1)
            body.Append("<h1>").Append(Escape(name ?? "Collection")).Append("</h1>\n");
        foreach (var snippet in snippets)
        {
            var level = snippets.Count > 1 ? "h2" : "h1";
            body.Append('<').Append(level).Append('>').Append(Escape(snippet.Title)).Append("</").Append(level).Append(">\n");
            body.Append("<p><small>").Append(Escape(snippet.Language)).Append("</small></p>\n");
            if (snippet.Text is null)
                body.Append("<p>This content cannot be shown here.</p>\n");
            else
                body.Append("<pre><code>").Append(Escape(snippet.Text)).Append("</code></pre>\n");
        }

        return Page(name ?? snippets[0].Title, body.ToString());
    }

    public static string Message(string title, string words) => Page(title, $"<h1>{Escape(title)}</h1>\n<p>{Escape(words)}</p>\n");

    private static string Page(string title, string body) =>
        $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{Escape(title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>What a share page shows of one asset; no text if the content is not text or too long.</summary>
internal sealed record Snippet(string Title, string Language, string? Text);
