using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Pieces.Library;

/// <summary>
/// The operations under <c>/.library</c>, which Pieces OS does not have: they store the records of an export with their own IDs,
/// times and codes.
/// </summary>
internal sealed class LibraryRoutes(LibraryStore library, PiecesState state)
{
    /// <summary>Raised when a client of an earlier version can no longer use the paths.</summary>
    private const int Version = 1;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/.library", VersionAsync);
        app.MapPut("/.library/assets/{asset}", StoreAssetAsync);
        app.MapPut("/.library/shares/{share}", StoreShareAsync);
    }

    /// <summary>GET /.library: whether the server can store originals. A real Pieces OS returns 404.</summary>
    private static Task VersionAsync(HttpContext context) =>
        context.JsonAsync(writer => writer.WriteObject(() => writer.WriteNumber("version", Version)));

    /// <summary>PUT /.library/assets/{asset}: a whole asset with its contents, as an export has it, or the Seed of an asset that is to have this ID.</summary>
    private async Task StoreAssetAsync(HttpContext context)
    {
        var id = AssetTable.Id((string)context.GetRouteValue("asset")!);
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        await WriteAsync(context, id, await library.StoreAsync(AssetRecord.Read(id, body), Replaces(context)));
    }

    /// <summary>PUT /.library/shares/{share}: a share without the contents of its assets.</summary>
    private async Task StoreShareAsync(HttpContext context)
    {
        var id = (string)context.GetRouteValue("share")!;
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var share = ShareRecord.Read(id, body.Root);
        await WriteAsync(context, id, await library.StoreAsync(share, Replaces(context)), state.Origin + share.Link);
    }

    private static bool Replaces(HttpContext context) => context.Flag("replace") ?? false;

    /// <summary>201 if the record is new, otherwise 200, with what was done: a success without a statement proves nothing to a client.</summary>
    private static Task WriteAsync(HttpContext context, string id, StoreOutcome outcome, string? link = null)
    {
        var json = Json.Build(writer => writer.WriteObject(() =>
        {
            writer.WriteString("id", id);
            writer.WriteString("outcome", outcome switch
            {
                StoreOutcome.Created => "created",
                StoreOutcome.Replaced => "replaced",
                _ => "unchanged",
            });
            writer.WriteOptional("link", link);
        }));
        return context.JsonAsync(outcome == StoreOutcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK, json);
    }
}
