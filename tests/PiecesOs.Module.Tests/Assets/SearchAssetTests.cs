using System.Collections;
using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

public sealed class SearchAssetTests : CmdletTest
{
    private const string Results = """{"results":{"iterable":[ITEMS]},"suggested":{"iterable":[]}}""";

    [Fact]
    public void A_query_uses_the_basic_search()
    {
        Server.On("GET /assets/search", Reply.Json(Sample.List(Sample.Found(2), Sample.Found(1))));

        var result = Command<SearchPiecesAssetCommand>().With("Query", "täx & co").Run().ShouldSucceed();

        result.OutputAs<SearchedAsset>().Select(static found => found.Id).ShouldBe([Sample.Id(2), Sample.Id(1)]);
        Server.Log.ShouldBe(["GET /assets/search?query=t%C3%A4x%20%26%20co&transferables=true"]);
    }

    [Fact]
    public void Tags_use_the_basic_search()
    {
        Server.On("GET /assets/search", Reply.Json(Sample.List()));

        Command<SearchPiecesAssetCommand>().With("Query", "q").With("Tag", new[] { "a", "b" }).With("NoContent").With("IncludePseudo").Run().ShouldSucceed();

        Server.Log.ShouldBe(["GET /assets/search?query=q&searchable_tags=a%2Cb&transferables=false&pseudo=true"]);
    }

    [Fact]
    public void Each_query_from_the_pipeline_is_one_search()
    {
        Server.On("GET /assets/search", Reply.Json(Sample.List(Sample.Found(1))));

        Command<SearchPiecesAssetCommand>().Input("x", "y").Run().ShouldSucceed().Output.Count.ShouldBe(2);

        Server.Log.ShouldBe(["GET /assets/search?query=x&transferables=true", "GET /assets/search?query=y&transferables=true"]);
    }

    [Fact]
    public void Filters_are_sent_in_the_body_and_combined_with_AND()
    {
        Server.On("POST /assets/search", Reply.Json(Results.Replace("ITEMS", Sample.Found(4), StringComparison.Ordinal)));

        var result = Command<SearchPiecesAssetCommand>()
            .With("Query", "q").With("Language", "ps1").With("Phrase", "exact words").With("Tag", "t")
            .With("Website", "https://a.example").With("Person", "Ada")
            .With("CreatedAfter", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)).With("UpdatedBefore", new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc))
            .With("CaseSensitive").Run().ShouldSucceed();

        result.OutputAs<SearchedAsset>().Single().Id.ShouldBe(Sample.Id(4));
        var body = Server.RequestTo("/assets/search").Json;
        body.GetProperty("query").GetString().ShouldBe("q");
        body.GetProperty("casing").GetBoolean().ShouldBeTrue();
        var filters = body.GetProperty("filters");
        filters.GetProperty("type").GetString().ShouldBe("AND");
        filters.GetProperty("iterable").GetArrayLength().ShouldBe(2);
        filters.GetProperty("iterable")[0].GetRawText().ShouldBe(
            """{"classification":"ps1","websites":["https://a.example"],"persons":["Ada"],"phrase":{"value":"exact words"},"created":{"from":{"value":"2024-01-02T03:04:05.000000Z"}},"updated":{"to":{"value":"2025-01-01T00:00:00.000000Z"}}}""");
        filters.GetProperty("iterable")[1].GetRawText().ShouldBe("""{"tags":["t"]}""");
    }

    [Fact]
    public void AnyOf_accepts_hashtables_that_are_combined_with_OR()
    {
        Server.On("POST /assets/search", Reply.Json(Results.Replace("ITEMS", string.Empty, StringComparison.Ordinal)));

        Command<SearchPiecesAssetCommand>()
            .With("AnyOf", new object[] { new Hashtable { ["language"] = "cs" }, new Hashtable { ["Tag"] = "x", ["CreatedBefore"] = "2024-05-06T00:00:00Z" } })
            .Run().ShouldSucceed();

        var or = Server.RequestTo("/assets/search").Json.GetProperty("filters").GetProperty("iterable")[0].GetProperty("operations");
        or.GetProperty("type").GetString().ShouldBe("OR");
        or.GetProperty("iterable")[0].GetRawText().ShouldBe("""{"classification":"cs"}""");
        or.GetProperty("iterable")[1].GetProperty("tags")[0].GetString().ShouldBe("x");
        or.GetProperty("iterable")[1].GetProperty("created").GetProperty("to").GetProperty("value").GetString().ShouldBe("2024-05-06T00:00:00.000000Z");
    }

    [Fact]
    public void A_filter_with_an_unknown_key_is_rejected_and_the_error_lists_the_known_keys()
    {
        var result = Command<SearchPiecesAssetCommand>().With("AnyOf", new Hashtable { ["Lang"] = "cs" }).Run();

        var message = result.TerminatingException.ShouldBeAssignableTo<ParameterBindingException>()!.Message;
        message.ShouldContain("no key 'Lang'");
        message.ShouldContain("Language, Phrase");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void Within_limits_the_search_to_the_distinct_specified_assets()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(2, "two"))))
            .On("POST /assets/search", Reply.Json(Results.Replace("ITEMS", string.Empty, StringComparison.Ordinal)));

        Command<SearchPiecesAssetCommand>().With("Query", "q").With("Within", new object[] { Sample.AssetObject(1), "two", Sample.Id(1) }).Run().ShouldSucceed();

        Server.RequestTo("/assets/search").Json.GetProperty("space").GetRawText()
            .ShouldBe($$$"""{"identifers":{"iterable":[{"id":"{{{Sample.Id(1)}}}"},{"id":"{{{Sample.Id(2)}}}"}]}}""");
    }

    [Fact]
    public void A_search_without_criteria_is_an_error_and_sends_nothing()
    {
        var error = Command<SearchPiecesAssetCommand>().Run().SingleError();

        error.Id().ShouldBe("NothingToSearch");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void A_failed_query_is_the_target_of_its_error_and_the_next_one_runs()
    {
        Server.On("GET /assets/search", Reply.Status(500, "boom"), Reply.Json(Sample.List(Sample.Found(1))));

        var result = Command<SearchPiecesAssetCommand>().Input("bad", "good").Run();

        result.Output.Count.ShouldBe(1);
        result.SingleError().TargetObject.ShouldBe("bad");
    }
}
