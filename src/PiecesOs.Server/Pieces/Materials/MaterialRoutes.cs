using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Materials;

/// <summary>POST /materials/metrics and /materials/identifiers: how many records of a type there are, and which.</summary>
internal sealed class MaterialRoutes(Database database, PiecesState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/materials/metrics", MetricsAsync);
        app.MapPost("/materials/identifiers", IdentifiersAsync);
    }

    private async Task MetricsAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var type = Type(body.Root);
        var count = Find(type).Count();
        await context.JsonAsync(writer => writer.WriteObject(() =>
        {
            writer.WriteString("material_type", type);
            writer.WriteNumber("total_count", count);
        }));
    }

    /// <summary>All IDs, unless a <c>limit</c> or a range of <c>created</c> or <c>updated</c> restricts them.</summary>
    private async Task IdentifiersAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var created = TimeRange.Read(body.Root, "created");
        var updated = TimeRange.Read(body.Root, "updated");
        var found = Find(Type(body.Root)).Where(material => created.Contains(material.Created) && updated.Contains(material.Updated));
        var ids = (Limit(body.Root) is { } limit ? found.Take(limit) : found).Select(material => material.Id).ToList();
        await context.JsonAsync(writer => writer.WriteObject(() =>
        {
            writer.WriteStartArray("identifiers");
            foreach (var id in ids)
                writer.WriteStringValue(id);
            writer.WriteEndArray();
        }));
    }

    private IEnumerable<Material> Find(string type) => state.HidesLibrary ? [] : Material.Find(database, type);

    private static string Type(JsonElement body) => body.Text("material_type") ?? throw ApiError.BadRequest("material_type is required.");

    private static int? Limit(JsonElement body)
    {
        if (body.Get("limit") is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var limit) && limit >= 0
            ? limit
            : throw ApiError.BadRequest("limit must be a whole number that is not negative.");
    }
}

/// <summary>A range such as <c>{"from":{"value":...},"to":{"value":...}}</c>; either side may be open.</summary>
internal readonly record struct TimeRange(DateTime? From, DateTime? To)
{
    public static TimeRange Read(JsonElement body, string name)
    {
        var range = body.Object(name);
        return new TimeRange(range?.Time("from"), range?.Time("to"));
    }

    /// <summary>Whether the time is in the range, including both ends.</summary>
    public bool Contains(DateTime time) => !(time < From) && !(time > To);
}
