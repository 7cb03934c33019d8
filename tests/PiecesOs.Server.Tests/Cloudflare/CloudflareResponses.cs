using System.Text.Json;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>Reads envelopes, and checks that they are as documented.</summary>
internal static class CloudflareResponses
{
    /// <summary>The one object of a success.</summary>
    public static JsonElement Result(this Response response)
    {
        response.Json.Members().ShouldBe(["errors", "messages", "result", "success"], response.Text);
        return response.Success();
    }

    /// <summary>The list of a success, with or without <c>result_info</c>.</summary>
    public static List<JsonElement> Results(this Response response)
    {
        response.Status.ShouldBe(200, response.Text);
        return [.. response.Success().EnumerateArray()];
    }

    public static IEnumerable<string> Names(this Response response) => response.Results().Select(item => item.TextAt("name")!);

    /// <summary>Page, size, items here, items in all, pages.</summary>
    public static int[] Info(this Response response) =>
        [.. new[] { "page", "per_page", "count", "total_count", "total_pages" }.Select(name => response.Json.At($"result_info.{name}").GetInt32())];

    public static bool HasInfo(this Response response) => response.Json.TryGetProperty("result_info", out _);

    /// <summary>The message of a failure of this status and code.</summary>
    public static string ShouldFail(this Response response, int status, int code)
    {
        response.Status.ShouldBe(status, response.Text);
        response.Type.ShouldBe("application/json");
        response.Json.Members().ShouldBe(["errors", "messages", "result", "success"]);
        response.Json.At("messages").GetArrayLength().ShouldBe(0);
        response.Json.At("success").GetBoolean().ShouldBeFalse();
        response.Json.At("result").ValueKind.ShouldBe(JsonValueKind.Null);
        var error = response.Json.At("errors").EnumerateArray().First();
        error.Members().ShouldBe(error.TryGetProperty("error_chain", out _) ? ["code", "error_chain", "message"] : ["code", "message"]);
        error.At("code").GetInt32().ShouldBe(code, response.Text);
        return error.TextAt("message")!;
    }

    public static List<string> Members(this JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name).Order(System.StringComparer.Ordinal)];

    private static JsonElement Success(this Response response)
    {
        response.Type.ShouldBe("application/json");
        response.Json.At("success").GetBoolean().ShouldBeTrue(response.Text);
        response.Json.At("errors").GetArrayLength().ShouldBe(0);
        response.Json.At("messages").GetArrayLength().ShouldBe(0);
        return response.Json.At("result");
    }
}
