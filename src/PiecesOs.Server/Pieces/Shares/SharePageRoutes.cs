using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>
/// GET /?p=CODE: the page behind a share's link; with <c>item=N</c> that of one item of a collection; with <c>raw</c> its
/// content, and with <c>download</c> its content as a file. Not part of the API: on the real service it is in the cloud.
/// </summary>
internal sealed class SharePageRoutes(Database database, SyntaxHighlighter highlighter)
{
    /// <summary>How many bytes of one text a page shows.</summary>
    private const int MaxShownBytes = 256 * 1024;

    /// <summary>How many characters of text a page of a collection shows.</summary>
    private const int MaxShownCharacters = 1024 * 1024;

    private static readonly TimeSpan MaxColorTime = TimeSpan.FromSeconds(1.5);

    private static readonly string PagePolicy =
        $"default-src 'none'; style-src {SharePageStyle.Hash}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public void Map(IEndpointRouteBuilder app) => app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], ShowAsync);

    private async Task ShowAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var code = query["p"].ToString();
        if (code.Length == 0)
            throw ApiError.NotFound("Route not found");
        SetHeaders(context.Response);
        using var lease = database.Read();
        var session = lease.Session;
        var (problem, share) = Find(session, code);
        if (share is null)
        {
            await PageAsync(context, problem!.Status, SharePage.Message(problem.Title, problem.Text));
            return;
        }

        using var document = JsonDocument.Parse(share.Document);
        var items = SharedItem.Of(session, share.Id);
        var isCollection = items.Count > 1 || document.RootElement.Flag("collection") == true;
        var item = query.TryGetValue("item", out var number) ? Item(items, number) : isCollection ? null : items.FirstOrDefault();
        var isFile = query.ContainsKey("raw") || query.ContainsKey("download");
        if (items.Count == 0)
            await PageAsync(context, StatusCodes.Status410Gone, SharePage.Message("Gone", "The assets of this link were deleted."));
        else if (item is null && (isFile || query.ContainsKey("item")))
            await PageAsync(context, StatusCodes.Status404NotFound, SharePage.Message("Not found", "This link has no such item."));
        else if (item is not null && isFile)
            await FileAsync(context, session, item, query.ContainsKey("download"));
        else
            await PageAsync(context, StatusCodes.Status200OK, Build(session, code, document.RootElement.Text("name"), items, item, isCollection));
    }

    private static (PageProblem?, ShareRow?) Find(DatabaseSession session, string code)
    {
        if (ShareRow.FindByCode(session, code) is not { } share)
            return (new PageProblem(StatusCodes.Status404NotFound, "Not found", "There is no such link."), null);
        if (share.State != ShareState.Open)
            return (new PageProblem(StatusCodes.Status410Gone, "Gone", "This link was revoked."), null);
        using var document = JsonDocument.Parse(share.Document);
        return document.RootElement.Text("access") == "PUBLIC"
            ? (null, share)
            : (new PageProblem(StatusCodes.Status403Forbidden, "Private", "This link is private: it is shared with certain people only."), null);
    }

    private static SharedItem? Item(List<SharedItem> items, StringValues number) =>
        int.TryParse(number.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? items.Find(item => item.Number == wanted) : null;

    private string Build(DatabaseSession session, string code, string? name, List<SharedItem> items, SharedItem? item, bool isCollection)
    {
        var page = new SharePage(code, highlighter, MaxColorTime);
        if (item is not null)
            return page.Show(item, item.Read(session, MaxShownBytes), isCollection ? name ?? "Collection" : null);
        var left = MaxShownCharacters;
        var shown = new List<(SharedItem, SharedContent?)>(items.Count);
        foreach (var one in items)
        {
            var content = left > 0 ? one.Read(session, MaxShownBytes) : null;
            left -= content?.Text?.Length ?? 0;
            shown.Add((one, content));
        }

        return page.Show(name ?? "Collection", shown);
    }

    private static Task PageAsync(HttpContext context, int status, string page)
    {
        var response = context.Response;
        var utf8 = Encoding.UTF8.GetBytes(page);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = utf8.Length;
        response.Headers.ContentSecurityPolicy = PagePolicy;
        return response.Body.WriteAsync(utf8, context.RequestAborted).AsTask();
    }

    /// <summary>A text is always text/plain, also if it is HTML or SVG, and only images that cannot contain a script are images.</summary>
    private static async Task FileAsync(HttpContext context, DatabaseSession session, SharedItem item, bool isDownload)
    {
        var content = item.Read(session, MaxShownBytes);
        var response = context.Response;
        response.ContentType = isDownload ? "application/octet-stream"
            : content.ImageType ?? (content.Text is null ? "application/octet-stream" : "text/plain; charset=utf-8");
        if (isDownload || (content.Text is null && content.ImageType is null))
            response.Headers.ContentDisposition = DownloadName.Attachment(item.Title, item.Extension, item.Kind == ContentKind.Text || content.Text is not null);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        if (!HttpMethods.IsHead(context.Request.Method))
            await item.CopyAsync(session, response.BodyWriter, context.RequestAborted);
    }

    private static void SetHeaders(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }

    private sealed record PageProblem(int Status, string Title, string Text);
}
