using System.Globalization;
using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>The filters of Get-PiecesAsset read the list without content, and then the content of the matching assets only.</summary>
public sealed class AssetFilterTests : CmdletTest
{
    private const string List = "GET /assets?transferables=false";

    /// <summary>Asset number 1 is in PowerShell, 2 in Python, 3 has a tag, 4 is a favorite, 5 is large, 6 is old, 7 is shared.</summary>
    private static readonly string[] s_records =
    [
        Record(1),
        Record(2, language: "hljs-python"),
        Record(3, tags: """{"iterable":[{"id":"aaaaaaaa-0000-4000-8000-000000000001","text":"Git flow"}],"indices":{}}"""),
        Record(4, more: ""","favorited":true"""),
        Record(5, size: 20000),
        Record(6, created: "2025-01-01T00:00:00Z", updated: "2026-06-01T00:00:00Z"),
        Record(7, more: $$""","shares":{"iterable":[{"id":"{{Sample.Id(70)}}"}]}"""),
        Record(8),
    ];

    [Theory]
    [InlineData("-Language Python", 2)]
    [InlineData("-Language py", 2)]
    [InlineData("-Language .PY, cs", 2)]
    [InlineData("-Tag git*", 3)]
    [InlineData("-Tag 'GIT FLOW', other", 3)]
    [InlineData("-Favorite", 4)]
    [InlineData("-MinSize 10KB", 5)]
    [InlineData("-MinSize 20000 -MaxSize 20000", 5)]
    [InlineData("-CreatedBefore 2025-12-31", 6)]
    [InlineData("-UpdatedAfter 2026-05-01", 6)]
    [InlineData("-UpdatedAfter 2026-05-01 -UpdatedBefore 2026-07-01 -Language ps1 -MaxSize 1KB", 6)]
    [InlineData("-Shared", 7)]
    public void Only_the_content_of_the_matching_asset_is_read(string filter, int expected)
    {
        Prepare();

        var result = Run(filter);

        result.OutputAs<Asset>().ShouldHaveSingleItem().Id.ShouldBe(Sample.Id(expected));
        result.OutputAs<Asset>()[0].HasContent().ShouldBeTrue();
        Server.Log.Where(static line => line != "GET /shares?transferables=false").ShouldBe([List, $"GET /assets/{Sample.Id(expected)}?transferables=true"]);
    }

    [Theory]
    [InlineData("-Language ps1, python", 1, 2, 3, 4, 5, 6, 7, 8)]
    [InlineData("-Favorite:$false -Shared:$false -MaxSize 1KB", 1, 2, 3, 6, 8)]
    [InlineData("-Tag none")]
    [InlineData("-Language python -Tag git*")]
    [InlineData("-CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2026-01-01T00:00:01Z -Favorite", 4)]
    public void Without_content_the_list_is_enough(string filter, params int[] expected)
    {
        Prepare();

        Run(filter + " -NoContent").OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe(expected.Select(Sample.Id));

        Server.Log.Where(static line => line != "GET /shares?transferables=false").ShouldBe([List]);
    }

    [Fact]
    public void Several_matching_assets_are_read_in_one_batch_and_returned_in_the_order_of_the_list()
    {
        Server.On("GET /assets", Reply.Json(Sample.List([.. Enumerable.Range(1, 20).Select(static number => Record(number, language: number is 2 or 3 ? "py" : "ps1"))])))
            .On("POST /assets/batch/fetch", Reply.Json($$"""{"assets":{{Sample.List(Record(3, text: "three"), Record(2, text: "two"))}},"notFound":[]}"""));

        Run("-Language python").OutputAs<Asset>().Select(static asset => asset.GetContent()!.GetText()).ShouldBe(["two", "three"]);

        Server.Log.ShouldBe([List, "POST /assets/batch/fetch?transferables=true"]);
        Server.RequestTo("/assets/batch/fetch").Json.GetProperty("assets").GetProperty("iterable").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void If_most_assets_match_the_list_with_content_is_read()
    {
        Prepare();
        Server.On("GET /assets", Reply.Json(Sample.List(s_records)), Reply.Json(Sample.List([.. Enumerable.Range(1, 8).Select(static number => Record(number, text: "x"))])));

        Run("-MaxSize 1KB").OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe(new[] { 1, 2, 3, 4, 6, 7, 8 }.Select(Sample.Id));

        Server.Log.ShouldBe([List, "GET /assets?transferables=true"]);
    }

    [Fact]
    public void A_literal_name_reads_the_list_without_content_and_the_one_asset()
    {
        Prepare();

        Run("-Name 'asset 2' -Language python").Output.Count.ShouldBe(1);
        Run("-Name 'asset 2' -Language cs").Output.ShouldBeEmpty();

        Server.Log.Count(static line => line.StartsWith("GET /assets?", StringComparison.Ordinal)).ShouldBe(1);
        Server.Log.Take(2).ShouldBe([List, $"GET /assets/{Sample.Id(2)}?transferables=true"]);
    }

    [Fact]
    public void Filters_apply_to_ids_from_the_pipeline()
    {
        Prepare();

        var result = Command<GetPiecesAssetCommand>().Input(Sample.Id(1), Sample.Id(2), Sample.Id(3)).With("Language", "Python").With("NoContent").Run().ShouldSucceed();

        result.OutputAs<Asset>().ShouldHaveSingleItem().Id.ShouldBe(Sample.Id(2));
        Server.Log.Count.ShouldBe(3);
        Server.Log.ShouldAllBe(static line => line.EndsWith("?transferables=false", StringComparison.Ordinal));
    }

    [Fact]
    public void First_and_Skip_count_matching_assets_and_end_the_list()
    {
        Prepare();

        Run("-MaxSize 1KB -Skip 1 -First 1 -NoContent").OutputAs<Asset>().ShouldHaveSingleItem().Id.ShouldBe(Sample.Id(2));

        Server.Log.ShouldBe([List]);
    }

    [Fact]
    public void A_missing_size_is_measured_and_not_guessed()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Record(1, size: null), Record(2, size: null), Record(3, size: 5))))
            .On($"GET /assets/{Sample.Id(1)}", Reply.Json(Record(1, size: null, text: "1234567")))
            .On($"GET /assets/{Sample.Id(2)}", Reply.Json(Record(2, size: null, text: "1")));

        var result = Run("-MinSize 5 -NoContent");

        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe([Sample.Id(3), Sample.Id(1)]);
        result.OutputAs<Asset>().ShouldAllBe(static asset => !asset.HasContent());
        Server.Log.ShouldBe([List, $"GET /assets/{Sample.Id(1)}?transferables=true", $"GET /assets/{Sample.Id(2)}?transferables=true"]);
    }

    [Fact]
    public void Tags_that_the_list_lacks_are_requested_only_for_assets_that_can_match()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Record(1, tags: "null"), Record(2, tags: "null", language: "py"), Record(3))))
            .On($"GET /assets/{Sample.Id(1)}", Reply.Json(Record(1, tags: """{"iterable":[{"id":"aaaaaaaa-0000-4000-8000-000000000001","text":"git"}],"indices":{}}""")));

        Run("-Tag git -Language ps1 -NoContent").OutputAs<Asset>().ShouldHaveSingleItem().Tags.ShouldHaveSingleItem().ShouldBe("git");

        Server.Log.ShouldBe([List, $"GET /assets/{Sample.Id(1)}?transferables=false"]);
    }

    [Fact]
    public void Tags_that_the_server_does_not_report_are_a_warning()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Record(1, tags: "null"))))
            .On($"GET /assets/{Sample.Id(1)}", Reply.Json(Record(1, tags: "null")))
            .On($"GET /tag_to_asset_associations/asset/{Sample.Id(1)}", Reply.Status(404, "Route not found"));

        var result = Run("-Tag git -NoContent");

        result.Output.ShouldBeEmpty();
        result.Warnings.ShouldBe(["The server does not report the tags of 1 asset, so -Tag leaves out this asset."]);
    }

    [Fact]
    public void An_asset_is_shared_if_the_list_of_shares_says_so()
    {
        Prepare();
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(80, asset: 8))));

        Run("-Shared -NoContent").OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe([Sample.Id(7), Sample.Id(8)]);

        Server.Log.ShouldBe(["GET /shares?transferables=false", List]);
    }

    [Theory]
    [InlineData("-CreatedAfter 2026-02-01 -CreatedBefore 2026-01-01", "-CreatedAfter is not earlier than -CreatedBefore")]
    [InlineData("-UpdatedAfter 2026-02-01 -UpdatedBefore 2026-02-01", "-UpdatedAfter is not earlier than -UpdatedBefore")]
    [InlineData("-MinSize 2 -MaxSize 1", "-MinSize is larger than -MaxSize")]
    public void An_impossible_range_is_an_error_before_a_request(string filter, string expected)
    {
        var result = Session.Run($"Get-PiecesAsset {filter} -Connection $pieces", ("pieces", Connection));

        var error = result.Errors.SingleOrDefault() ?? result.Terminating!;
        error.Id().ShouldBe("ImpossibleRange");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        error.Message().ShouldContain(expected);
        Server.ConnectionCount.ShouldBe(0);
    }

    /// <summary>Asset 1 was saved at 2026-01-01T00:00:00Z.</summary>
    [Fact]
    public void Times_are_local_or_utc_by_their_kind_and_a_time_of_an_asset_is_accepted()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Record(1))));
        var time = DateTime.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        object[] same = [time, time.ToLocalTime(), DateTime.SpecifyKind(time.ToLocalTime(), DateTimeKind.Unspecified), new DateTimeOffset(time)];

        foreach (var after in same)
        {
            Command<GetPiecesAssetCommand>().With("CreatedAfter", after).With("NoContent").Run().ShouldSucceed().Output.Count.ShouldBe(1);
            Command<GetPiecesAssetCommand>().With("CreatedBefore", after).With("NoContent").Run().ShouldSucceed().Output.Count.ShouldBe(1);
        }

        Command<GetPiecesAssetCommand>().With("CreatedAfter", time.AddSeconds(1)).With("NoContent").Run().ShouldSucceed().Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_failure_for_one_asset_is_one_error_and_a_deleted_asset_is_omitted()
    {
        Prepare();
        Server.On("POST /assets/batch/fetch", Reply.Status(404, "Route not found"))
            .On("GET /assets", Reply.Json(Sample.List([.. Enumerable.Range(1, 20).Select(static number => Record(number, language: number < 4 ? "py" : "ps1"))])))
            .On($"GET /assets/{Sample.Id(1)}", Reply.Status(400, "broken"))
            .On($"GET /assets/{Sample.Id(2)}", Reply.Status(410, "Gone"))
            .On($"GET /assets/{Sample.Id(3)}", Reply.Json(Record(3, text: "three")));

        var result = Session.Run("Get-PiecesAsset -Language python -Connection $pieces", ("pieces", Connection));

        result.OutputAs<Asset>().ShouldHaveSingleItem().Id.ShouldBe(Sample.Id(3));
        result.SingleError().Id().ShouldBe("RequestRejected");
        result.SingleError().TargetObject.ShouldBe(Sample.Id(1));
    }

    /// <summary>A status of 404 also means that the server does not have the path, and then the asset is not gone.</summary>
    [Theory]
    [InlineData("-Language python", "Asset not found")]
    [InlineData("-Language python", "Route not found", "OperationNotSupported")]
    [InlineData("-Name 'asset 2'", "Asset not found", "AssetNotFound")]
    [InlineData("-Name 'asset 2'", "Route not found", "OperationNotSupported")]
    public void A_deleted_asset_is_told_from_a_server_without_the_path(string arguments, string message, params string[] expected)
    {
        Prepare();
        Server.On($"GET /assets/{Sample.Id(2)}", Reply.Status(404, message));

        var result = Session.Run($"Get-PiecesAsset {arguments} -Connection $pieces", ("pieces", Connection));

        result.Output.ShouldBeEmpty();
        result.Errors.Append(result.Terminating).OfType<ErrorRecord>().Select(static error => error.Id()).ShouldBe(expected);
    }

    [Fact]
    public async Task A_slow_list_shows_matching_assets_before_its_end()
    {
        var gate = new TaskCompletionSource();
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("GET /assets", Reply.InTwo("{\"iterable\":[" + Record(1) + ",", gate.Task, Record(2, language: "py") + "]}"));

        var running = Command<GetPiecesAssetCommand>().With("Language", "ps1").With("NoContent").OnOutput(_ => shown.TrySetResult()).RunAsync();
        await shown.Task.WaitAsync(Patience.Limit);
        running.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        (await running).ShouldSucceed().OutputAs<Asset>().ShouldHaveSingleItem().Id.ShouldBe(Sample.Id(1));
    }

    [Fact]
    public void A_list_that_fails_is_an_error()
    {
        Server.On("GET /assets", Reply.Status(401, "sign in"));

        Command<GetPiecesAssetCommand>().With("Tag", "git").Run().SingleError().Id().ShouldBe("NotAuthenticated");
    }

    private static string Record(
        int number, string language = "ps1", long? size = 10, string tags = """{"iterable":[],"indices":{}}""", string created = "2026-01-01T00:00:00Z", string? updated = null,
        string? text = null, string more = "")
    {
        var bytes = size is null ? string.Empty : $$""","bytes":{"value":{{size.Value.ToString(CultureInfo.InvariantCulture)}} }""";
        var fragment = text is null ? string.Empty : $$""","fragment":{"string":{"raw":"{{text}}"} }""";
        return $$"""
            {"id":"{{Sample.Id(number)}}","name":"asset {{number}}","created":{"value":"{{created}}"},"updated":{"value":"{{updated ?? created}}"},"tags":{{tags}},
             "original":{"id":"{{Sample.Id(number + 1000)}}","reference":{"id":"{{Sample.Id(number + 1000)}}","asset":"{{Sample.Id(number)}}",
              "classification":{"generic":"CODE","specific":"{{language}}"}{{bytes}}{{fragment}} } }{{more}} }
            """;
    }

    private void Prepare()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(s_records))).On("GET /shares", Reply.Json(Sample.List()))
            .On("GET /assets/identifiers", Reply.Json(Sample.List([.. Enumerable.Range(1, 8).Select(static number => $$"""{"id":"{{Sample.Id(number)}}"}""")])))
            .On("POST /materials/identifiers", Reply.Json("""{"identifiers":[]}"""));
        for (var number = 1; number <= s_records.Length; number++)
        {
            var fragment = "\"fragment\":{\"string\":{\"raw\":\"x\"}},\"classification\":";
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(s_records[number - 1].Replace("\"classification\":", fragment, StringComparison.Ordinal)));
        }
    }

    private CommandResult Run(string arguments) => Session.Run($"Get-PiecesAsset {arguments} -Connection $pieces", ("pieces", Connection)).ShouldSucceed();
}
