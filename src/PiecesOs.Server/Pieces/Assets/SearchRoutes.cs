using System.Globalization;
using System.Text;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Search;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>GET and POST /assets/search of the Assets API; GET /search/full_text and /search/neural_code, which search the same way.</summary>
internal sealed class SearchRoutes(Database database, AssetSearch search, PiecesState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/assets/search", SearchAsync);
        app.MapPost("/assets/search", SearchWithFiltersAsync);
        app.MapGet("/search/full_text", SearchAsync);
        app.MapGet("/search/neural_code", SearchAsync);
    }

    private async Task SearchAsync(HttpContext context)
    {
        var query = context.Request.Query["query"].ToString();
        var tags = TagSearch.Split(context.Request.Query["searchable_tags"].ToString());
        if (query.Length == 0 && tags.Count == 0)
            throw ApiError.InvalidBody("Either query or searchable_tags is required.");

        using var lease = database.Read();
        var condition = new SqlCondition(context.Pseudo(), state.HidesLibrary);
        List<SearchHit> hits;
        if (query.Length == 0)
        {
            hits = TagSearch.Find(lease.Session, tags, condition);
        }
        else
        {
            if (tags.Count > 0)
                TagSearch.Narrow(condition, tags);
            hits = search.Find(lease.Session, query, condition);
            if (tags.Count > 0)
                hits = [.. hits.Select(hit => hit with { Match = "MULTIPLE" })];
        }

        context.StartJson();
        await WriteAsync(context, lease.Session, hits, "", "");
    }

    private async Task SearchWithFiltersAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var query = body.Root.Text("query") ?? "";
        var casing = body.Root.Flag("casing") ?? false;
        var condition = new SqlCondition(context.Pseudo(), state.HidesLibrary);
        if (body.Root.Object("space") is { } space)
            FilterReader.ApplySpace(condition, space);
        if (body.Root.Object("filters") is { } filters)
            FilterReader.Apply(condition, filters, casing);
        else if (query.Length == 0 && body.Root.Object("space") is null)
            throw ApiError.InvalidBody("Either query, filters or space is required.");

        using var lease = database.Read();
        var hits = query.Length == 0 ? All(lease.Session, condition) : search.Find(lease.Session, query, condition, casing);
        context.StartJson();
        await WriteAsync(context, lease.Session, hits, """{"results":""", "}");
    }

    private static List<SearchHit> All(DatabaseSession session, SqlCondition condition)
    {
        var hits = new List<SearchHit>();
        using var rows = session.Query($"SELECT a.seq FROM assets a WHERE {condition.Sql} ORDER BY a.seq", [.. condition.Values]);
        while (rows.Read())
            hits.Add(new SearchHit(rows.GetInt64(0), true, 1, "MULTIPLE"));
        return hits;
    }

    private async Task WriteAsync(HttpContext context, DatabaseSession session, List<SearchHit> hits, string start, string end)
    {
        var writer = AssetWriter.ForList(context, state);
        writer.Write(Encoding.UTF8.GetBytes(start));
        writer.Write("""{"iterable":["""u8);
        var written = new List<SearchHit>(hits.Count);
        foreach (var hit in hits)
        {
            var identity = Identity(session, hit.Sequence);
            using var rows = session.Query($"{writer.Select} WHERE a.seq = $1 AND a.deleted = 0", hit.Sequence);
            if (identity is not { } found || !rows.Read())
                continue;
            writer.Write(written.Count > 0 ? ",{\"asset\":"u8 : "{\"asset\":"u8);
            await writer.WriteRowAsync(session, rows);
            var (isExact, isPseudo) = (hit.Exact ? "true" : "false", found.Pseudo ? "true" : "false");
            writer.Write(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$""","exact":{{isExact}},"score":{{hit.Score:0.####}},"match":"{{hit.Match}}","identifier":"{{found.Id}}","pseudo":{{isPseudo}}}""")));
            written.Add(hit);
        }

        var exact = written.Count(hit => hit.Exact);
        writer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""],"suggested":{{written.Count - exact}},"exact":{{exact}}}{{end}}""")));
    }

    private static (string Id, bool Pseudo)? Identity(DatabaseSession session, long sequence)
    {
        using var row = session.Query("SELECT id, pseudo FROM assets WHERE seq = $1 AND deleted = 0", sequence);
        return row.Read() ? (row.GetString(0), row.GetInt64(1) != 0) : null;
    }
}
