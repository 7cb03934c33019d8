using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Models;

/// <summary>
/// GET /models and /model/ID: the models that clients look for when they start. This server runs none of them, and every
/// operation that would need one returns 501. So there are no conversations.
/// </summary>
internal static class ModelRoutes
{
    /// <summary>What a client reports to the user when it asks a model.</summary>
    private const string NoModels = "This server has no language models: it keeps snippets, and cannot answer questions.";

    private static readonly DateTime Created = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly (string Name, string Unique)[] All =
    [
        ("GPT-3.5-turbo Chat Model", "gpt-3.5-turbo"),
        ("GPT-4o Chat Model", "gpt-4o"),
        ("Gemini-2.0 Flash-Lite Chat Model", "gemini-2.0-flash-lite-001"),
        ("o4-mini Chat Model", "o4-mini-2025-04-16"),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/models", ListAsync);
        app.MapGet("/model/{model}", OneAsync);
        app.MapPost("/model/{model}/{action}", RefuseAsync);
        app.MapGet("/conversations", NoConversationsAsync);
        app.MapGet("/conversations/identifiers", NoConversationsAsync);
        app.MapPost("/conversations/create", RefuseAsync);
        foreach (var operation in new[] { "question", "relevance", "hints", "reprompt", "persons/related" })
            app.MapPost($"/qgpt/{operation}", RefuseAsync);
    }

    /// <summary>The frame of /qgpt/stream for a question that a client sent; null for anything else, such as stopping an earlier one.</summary>
    public static byte[]? Failure(byte[] message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var input = document.RootElement;
            return input.Object("question") is null && input.Object("relevance") is null ? null : Json.Build(writer => writer.WriteObject(() =>
            {
                writer.WriteOptional("request", input.Text("request"));
                writer.WriteString("conversation", input.Text("conversation") ?? Guid.NewGuid().ToString());
                writer.WriteString("status", "FAILED");
                writer.WriteNumber("statusCode", StatusCodes.Status501NotImplemented);
                writer.WriteString("errorMessage", NoModels);
            }));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task ListAsync(HttpContext context) => context.JsonAsync(writer => writer.WriteObject(() => writer.WriteArray("iterable", All, model => Write(writer, model))));

    private static Task OneAsync(HttpContext context)
    {
        var id = (string)context.GetRouteValue("model")!;
        var index = Array.FindIndex(All, model => Id(model.Unique).Equals(id, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
            throw ApiError.NotFound($"Model not found: {id}");
        return context.JsonAsync(writer => writer.WriteObject(() => Write(writer, All[index])));
    }

    private static Task NoConversationsAsync(HttpContext context) => context.JsonAsync("""{"iterable":[],"indices":{}}"""u8.ToArray());

    private static Task RefuseAsync(HttpContext context) => throw new ApiError(StatusCodes.Status501NotImplemented, NoModels);

    private static void Write(Utf8JsonWriter writer, (string Name, string Unique) model)
    {
        writer.WriteString("id", Id(model.Unique));
        writer.WriteString("name", model.Name);
        writer.WriteString("unique", model.Unique);
        writer.WriteString("version", "1.0.0");
        writer.Timestamp("created", Created);
        writer.WriteBoolean("cloud", true);
        writer.WriteString("type", "SPEED");
        writer.WriteString("usage", "CODE_CONVERSATION");
    }

    private static string Id(string unique) => NameBasedGuid.Of("model", unique);
}
