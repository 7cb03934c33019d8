using System.Text;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>GET /?p=CODE: the page behind a share's link. Not part of the API: on the real service it is in the cloud.</summary>
internal sealed class SharePageRoutes(Database database)
{
    private const long MaxShownBytes = 2 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder app) => app.MapGet("/", PageAsync);

    private async Task PageAsync(HttpContext context)
    {
        var code = context.Request.Query["p"].ToString();
        if (code.Length == 0)
            throw ApiError.NotFound("Route not found");
        var (status, page) = Build(code);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(page), context.RequestAborted);
    }

    private (int Status, string Page) Build(string code)
    {
        using var lease = database.Read();
        var session = lease.Session;
        if (ShareRow.FindByCode(session, code) is not { } share)
            return (404, SharePage.Message("Not found", "There is no such link."));
        if (share.State != ShareState.Open)
            return (410, SharePage.Message("Gone", "This link was revoked."));
        using var document = JsonDocument.Parse(share.Document);
        if (document.RootElement.Text("access") != "PUBLIC")
            return (403, SharePage.Message("Private", "This link is private: it is shared with certain people only."));

        var snippets = new List<Snippet>();
        foreach (var id in ShareRow.Assets(session, share.Id))
        {
            if (Read(session, id) is { } snippet)
                snippets.Add(snippet);
        }

        return snippets.Count == 0
            ? (410, SharePage.Message("Gone", "The assets of this link were deleted."))
            : (200, SharePage.Show(document.RootElement.Text("name"), snippets));
    }

    private static Snippet? Read(DatabaseSession session, string id)
    {
        if (session.Scalar("SELECT seq FROM assets WHERE id = $1 AND deleted = 0", id) is not long sequence)
            return null;
        var name = session.Scalar("SELECT name FROM assets WHERE seq = $1", sequence) as string;
        var ext = (string)session.Scalar("SELECT ext FROM assets WHERE seq = $1", sequence)!;
        return new Snippet(string.IsNullOrWhiteSpace(name) ? "Untitled" : name, ext, ContentText.Read(session, sequence, MaxShownBytes));
    }
}
