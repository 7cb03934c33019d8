using System.Net;
using System.Text;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The operations under <c>/asset</c>: read, update, reclassify, export, score; and those of formats.</summary>
internal sealed class AssetItemRoutes(Database database, AssetService assets, AssetReader reader, PiecesState state)
{
    private const long MaxExportBytes = 16 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/asset/update", UpdateAsync);
        app.MapPost("/asset/reclassify", ReclassifyAsync);
        app.MapGet("/asset/{asset}", reader.WriteAsync);
        app.MapPost("/asset/{asset}", reader.WriteAsync);
        app.MapGet("/asset/{asset}/formats", reader.WriteFormatsAsync);
        app.MapGet("/format/{format}", reader.WriteFormatAsync);
        app.MapPost("/format/update/value", UpdateFormatAsync);
        app.MapGet("/asset/{asset}/export", ExportAsync);
        app.MapPost("/asset/{asset}/scores/increment", IncrementAsync);
    }

    /// <summary>POST /asset/update</summary>
    private async Task UpdateAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var id = BodyId(body.Root);
        await assets.EditAsync(id, asset => AssetEdits.Merge(asset, body));
        await reader.WriteChangedAsync(context, id);
    }

    /// <summary>POST /asset/reclassify</summary>
    private async Task ReclassifyAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var ext = body.Root.Text("ext") ?? throw ApiError.InvalidBody("ext is required.");
        var id = BodyId(body.Root.Object("asset") ?? throw ApiError.InvalidBody("asset is required."));
        await assets.EditAsync(id, asset => AssetEdits.Reclassify(asset, ext));
        await reader.WriteChangedAsync(context, id);
    }

    /// <summary>POST /format/update/value: changes the content of one format.</summary>
    private async Task UpdateFormatAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var id = AssetTable.Id(body.Root.Text("id") ?? throw ApiError.BadRequest("The format needs an ID."));
        var holder = body.Root.Object("fragment") ?? body.Root.Object("file") ?? throw ApiError.InvalidBody("The format needs a fragment or a file.");
        await assets.EditFormatAsync(id, SeedReader.Content(holder, "Format", body.Parts, textWins: true));
        await reader.WriteFormatAsync(context, id, context.Flag("transferable") ?? true);
    }

    /// <summary>POST /asset/{asset}/scores/increment</summary>
    private async Task IncrementAsync(HttpContext context)
    {
        var id = AssetTable.Id((string)context.GetRouteValue("asset")!);
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var flags = ScoreIncrement.Read(body.Root);
        await assets.EditAsync(id, asset => ScoreIncrement.Apply(asset, flags));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>GET /asset/{asset}/export: the text as a Markdown or HTML file.</summary>
    private async Task ExportAsync(HttpContext context)
    {
        var id = AssetTable.Id((string)context.GetRouteValue("asset")!);
        var type = context.Request.Query["export_type"].ToString();
        if (type is not "HTML" and not "MD")
            throw ApiError.InvalidBody("export_type must be HTML or MD.");
        using var lease = database.Read();
        var sequence = AssetTable.Find(lease.Session, id);
        using var asset = JsonDocument.Parse((byte[])lease.Session.Scalar("SELECT document FROM assets WHERE seq = $1", sequence)!);
        var entry = AssetIndexEntry.Read(asset.RootElement);
        var text = ContentText.Read(lease.Session, sequence, MaxExportBytes) ?? throw ApiError.InvalidBody("The asset has no text to export.");
        var name = entry.Name ?? id;
        var file = type == "MD" ? AssetExport.Markdown(name, entry, text) : AssetExport.Html(name, text);
        await context.JsonAsync(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", $"{name}.{type.ToLowerInvariant()}");
            writer.WriteString("description", entry.Annotations.Where(note => note.Type == "DESCRIPTION").Select(note => note.Text).FirstOrDefault() ?? "");
            writer.Timestamp("created", DateTime.UtcNow);
            writer.WriteObject("raw", () => writer.WriteObject("string", () => writer.WriteString("raw", Encoding.UTF8.GetBytes(file))));
            writer.WriteEndObject();
        });
    }

    private static string BodyId(JsonElement asset) => AssetTable.Id(asset.Text("id") ?? throw ApiError.BadRequest("The asset needs an ID."));
}

/// <summary>The two files of GET /asset/{asset}/export.</summary>
internal static class AssetExport
{
    /// <summary>The name, a table of metadata, in place of which an editor plugin shows its buttons, and the text.</summary>
    public static string Markdown(string name, AssetIndexEntry entry, string text)
    {
        // A fence longer than any run of backticks inside cannot be closed by the text.
        var longest = text.Split('\n').Max(line => line.Length - line.TrimStart('`').Length);
        var fence = new string('`', int.Max(3, longest + 1));
        var rows = new[] { ("Language", entry.Ext), ("Tags", string.Join(", ", entry.Tags)), ("Websites", string.Join(", ", entry.Websites.Select(site => site.Url))) }
            .Where(row => row.Item2.Length > 0)
            .Select(row => $"| {row.Item1} | {Cell(row.Item2)} |\n");
        return $"# {name}\n\n| Details | |\n| --- | --- |\n{string.Concat(rows)}\n{fence}{entry.Ext}\n{text}\n{fence}\n";
    }

    public static string Html(string name, string text) =>
        $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(name)}</title></head><body><pre><code>{WebUtility.HtmlEncode(text)}</code></pre></body></html>\n";

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
