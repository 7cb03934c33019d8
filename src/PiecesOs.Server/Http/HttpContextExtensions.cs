using System.Text;
using System.Text.Json;

namespace PiecesOs.Server.Http;

/// <summary>Writes JSON and text responses, and reads the query flags that most operations have.</summary>
internal static class HttpContextExtensions
{
    private const string JsonType = "application/json; charset=utf-8";

    public static Task TextAsync(this HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        var utf8 = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = utf8.Length;
        return context.Response.Body.WriteAsync(utf8, context.RequestAborted).AsTask();
    }

    public static Task JsonAsync(this HttpContext context, Action<Utf8JsonWriter> write) => context.JsonAsync(Json.Build(write));

    public static Task JsonAsync(this HttpContext context, byte[] utf8) => context.JsonAsync(StatusCodes.Status200OK, utf8);

    public static Task JsonAsync(this HttpContext context, int status, byte[] utf8)
    {
        context.StartJson();
        context.Response.StatusCode = status;
        context.Response.ContentLength = utf8.Length;
        return context.Response.Body.WriteAsync(utf8, context.RequestAborted).AsTask();
    }

    /// <summary>For responses that are written in pieces.</summary>
    public static void StartJson(this HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = JsonType;
    }

    /// <summary>Whether the query asks for content; null if it does not specify it.</summary>
    public static bool? Transferables(this HttpContext context) => context.Flag("transferables");

    /// <summary>Whether the query asks for pseudo assets too.</summary>
    public static bool Pseudo(this HttpContext context) => context.Flag("pseudo") ?? false;

    /// <summary>A flag of the query; null if it is missing.</summary>
    public static bool? Flag(this HttpContext context, string name) =>
        context.Request.Query.TryGetValue(name, out var values) && bool.TryParse(values.ToString(), out var flag) ? flag : null;
}
