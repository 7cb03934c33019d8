using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>Opens envelopes, and checks on the way that they are as documented.</summary>
internal static class SharingAnswers
{
    /// <summary>The one object of a success.</summary>
    public static JsonElement Result(this Answer answer)
    {
        answer.Json.Members().ShouldBe(["errors", "messages", "result", "success"], answer.Text);
        return answer.Success();
    }

    /// <summary>The list of a success, with or without <c>result_info</c>.</summary>
    public static List<JsonElement> Results(this Answer answer)
    {
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer.Success().EnumerateArray()];
    }

    public static IEnumerable<string> Names(this Answer answer) => answer.Results().Select(item => item.TextAt("name")!);

    /// <summary>Page, size, items here, items in all, pages.</summary>
    public static int[] Info(this Answer answer) =>
        [.. new[] { "page", "per_page", "count", "total_count", "total_pages" }.Select(name => answer.Json.At($"result_info.{name}").GetInt32())];

    public static bool HasInfo(this Answer answer) => answer.Json.TryGetProperty("result_info", out _);

    /// <summary>The message of a failure of this status and code.</summary>
    public static string ShouldFail(this Answer answer, int status, int code)
    {
        answer.Status.ShouldBe(status, answer.Text);
        answer.Type.ShouldBe("application/json");
        answer.Json.Members().ShouldBe(["errors", "messages", "result", "success"]);
        answer.Json.At("messages").GetArrayLength().ShouldBe(0);
        answer.Json.At("success").GetBoolean().ShouldBeFalse();
        answer.Json.At("result").ValueKind.ShouldBe(JsonValueKind.Null);
        var error = answer.Json.At("errors").EnumerateArray().First();
        error.Members().ShouldBe(error.TryGetProperty("error_chain", out _) ? ["code", "error_chain", "message"] : ["code", "message"]);
        error.At("code").GetInt32().ShouldBe(code, answer.Text);
        return error.TextAt("message")!;
    }

    public static List<string> Members(this JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name).Order(System.StringComparer.Ordinal)];

    private static JsonElement Success(this Answer answer)
    {
        answer.Type.ShouldBe("application/json");
        answer.Json.At("success").GetBoolean().ShouldBeTrue(answer.Text);
        answer.Json.At("errors").GetArrayLength().ShouldBe(0);
        answer.Json.At("messages").GetArrayLength().ShouldBe(0);
        return answer.Json.At("result");
    }
}
