using System.Net;

namespace PiecesOs.Server.Assets;

/// <summary>The two files of GET /asset/{asset}/export.</summary>
internal static class Exports
{
    public static string Markdown(string name, string ext, string text)
    {
        // A fence longer than any run of backticks inside cannot be closed by the text.
        var longest = text.Split('\n').Max(line => line.Length - line.TrimStart('`').Length);
        var fence = new string('`', int.Max(3, longest + 1));
        return $"# {name}\n\n{fence}{ext}\n{text}\n{fence}\n";
    }

    public static string Html(string name, string text) =>
        $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(name)}</title></head><body><pre><code>{WebUtility.HtmlEncode(text)}</code></pre></body></html>\n";
}
