using System.Security.Cryptography;
using System.Text;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>The style sheet of share pages. The policy of a page allows it by its hash, and no other.</summary>
internal static class SharePageStyle
{
    public static readonly string Css = """

        :root{color-scheme:light dark;--text:#1f2328;--quiet:#59636e;--page:#fff;--box:#f6f8fa;--line:#d1d9e0;--link:#0550ae;--c:#59636e;--s:#0a3069;--k:#b31d28;--n:#0550ae;--f:#6639ba;--t:#8a3800}
        @media (prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#9ba3ad;--page:#0d1117;--box:#161b22;--line:#3d444d;--link:#79c0ff;--c:#9ba3ad;--s:#a5d6ff;--k:#ff7b72;--n:#79c0ff;--f:#d2a8ff;--t:#ffa657}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:64rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);overflow-wrap:anywhere}
        h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}
        h2{font-size:1.25rem;line-height:1.25;margin:2rem 0 .25rem}
        a{color:var(--link);text-underline-offset:.15em}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-99rem}
        .skip:focus{position:static}
        .facts{color:var(--quiet);margin:.25rem 0}
        .actions{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.5rem 0;padding:0}
        .actions a{display:inline-block;padding:.25rem 0}
        .code{background:var(--box);border:1px solid var(--line);border-radius:6px;overflow-x:auto;max-width:100%}
        pre{margin:0;padding:.75rem 0;counter-reset:line;width:max-content;min-width:100%}
        pre,textarea{font:.875rem/1.5 ui-monospace,SFMono-Regular,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;tab-size:4}
        .l{counter-increment:line;padding-right:1rem}
        .l::before{content:counter(line);content:counter(line)/"";display:inline-block;width:3.5rem;padding-right:1rem;text-align:right;color:var(--quiet);user-select:none;-webkit-user-select:none}
        .c{color:var(--c)}.s{color:var(--s)}.k{color:var(--k)}.n{color:var(--n)}.f{color:var(--f)}.t{color:var(--t)}
        summary{cursor:pointer;padding:.25rem 0;color:var(--link)}
        label{display:block}
        textarea{width:100%;height:12rem;color:inherit;background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.75rem}
        img{display:block;max-width:100%;height:auto;border:1px solid var(--line);border-radius:6px}
        .note{border-left:4px solid var(--line);margin:.75rem 0;padding:.25rem .75rem}
        @media (max-width:30rem){.l::before{width:2.75rem;padding-right:.5rem}}
        @media print{:root{color-scheme:light;--text:#000;--quiet:#444;--page:#fff;--box:#fff;--line:#999;--link:#000;--c:#444;--s:#0a3069;--k:#b31d28;--n:#0550ae;--f:#6639ba;--t:#8a3800}
        .skip,.actions,details{display:none}body{max-width:none;padding:0}.code{overflow:visible}pre{width:auto;white-space:pre-wrap}h2{break-after:avoid}img{break-inside:avoid}}

        """.ReplaceLineEndings("\n");

    /// <summary>The hash of the style sheet, as in a Content-Security-Policy.</summary>
    public static readonly string Hash = "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css))) + "'";
}
