using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>Names are read from the list of assets once. Later, cheap requests check whether they are still current.</summary>
public sealed class KnownNamesTests : CmdletTest
{
    private const string List = "GET /assets?transferables=false";
    private const string Ids = "GET /assets/identifiers";
    private const string Updated = "POST /materials/identifiers";

    [Fact]
    public void Five_cmdlets_by_name_read_the_list_once()
    {
        Prepare(40);

        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Command<GetPiecesAssetCommand>().With("Id", "asset 8").Run().ShouldSucceed();
        Command<GetPiecesAssetCommand>().With("Name", "asset 9").Run().ShouldSucceed().OutputAs<Asset>().ShouldHaveSingleItem().Id.ShouldBe(Sample.Id(9));
        Command<GetPiecesAssetContentCommand>().Input("asset 1?").Run().ShouldSucceed().Output.Count.ShouldBe(10);
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();

        Server.Log.Count(static line => line == List).ShouldBe(1);
        Server.Log.Count(static line => line == Ids).ShouldBe(4);
    }

    /// <summary>As in <c>'asset 7', 'asset 8' | ForEach-Object -Parallel</c> over one connection.</summary>
    [Fact]
    public async Task Concurrent_commands_with_the_same_name_share_one_list()
    {
        Prepare(40);
        Server.On("GET /assets", Reply.After(static () => Task.Delay(300), Reply.Json(Sample.List([.. Enumerable.Range(1, 40).Select(static number => Known(number))]))));

        using var other = new PowerShellSession();
        var results = await Task.WhenAll(
            Command<GetPiecesAssetCommand>().With("Name", "asset 7").RunAsync(),
            other.Command<GetPiecesAssetCommand>().With("Connection", Connection).With("Name", "asset 8").RunAsync());

        results.Select(static result => result.ShouldSucceed().OutputAs<Asset>().ShouldHaveSingleItem().Id).ShouldBe([Sample.Id(7), Sample.Id(8)]);
        Server.Log.Count(static line => line.StartsWith("GET /assets?", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void The_list_with_contents_also_fills_the_name_cache()
    {
        Prepare(40);

        Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(40);
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();

        Server.Log.Skip(1).ShouldBe([Ids, Updated, Asset(7)]);
    }

    [Fact]
    public void A_list_that_was_not_read_to_its_end_does_not_fill_the_name_cache()
    {
        Prepare(40);
        Server.On("GET /assets", Reply.BreakOff("""{"iterable":[""" + Known(1) + ","), Reply.Json(Sample.List(Known(1), Known(7))));

        Command<GetPiecesAssetCommand>().Run().SingleError();
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();

        Server.Log.ShouldContain(List);
    }

    [Fact]
    public void An_added_asset_is_found_without_the_list()
    {
        Prepare(40);
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Server.On(Ids, Reply.Json(Identifiers(41))).On($"GET /assets/{Sample.Id(41)}", Reply.Json(Known(41, "new one")));

        Command<GetPiecesAssetContentCommand>().Input("new one").Run().ShouldSucceed();

        Server.Log.Count(static line => line == List).ShouldBe(1);
    }

    [Fact]
    public void A_renamed_asset_is_found_only_under_its_new_name()
    {
        Prepare(40);
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Server.On(Updated, Reply.Json($$"""{"identifiers":["{{Sample.Id(7).ToUpperInvariant()}}"]}""")).On($"GET /assets/{Sample.Id(7)}", Reply.Json(Known(7, "renamed")));

        Command<GetPiecesAssetContentCommand>().Input("renamed").Run().ShouldSucceed();
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().SingleError().Id().ShouldBe("AssetNotFound");

        Server.Log.Count(static line => line == List).ShouldBe(1);
    }

    [Fact]
    public void Changes_are_requested_since_the_last_known_change()
    {
        Prepare(40);
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Command<GetPiecesAssetContentCommand>().Input("asset 8").Run().ShouldSucceed();

        var body = Server.RequestTo("/materials/identifiers").Json;
        body.GetProperty("material_type").GetString().ShouldBe("ASSETS");
        body.GetProperty("updated").GetProperty("from").GetProperty("value").GetString().ShouldBe("2026-03-01T00:40:00.000001Z");
    }

    [Fact]
    public void A_deleted_asset_is_not_found()
    {
        Prepare(40);
        Command<GetPiecesAssetContentCommand>().Input("asset 40").Run().ShouldSucceed();
        Server.On(Ids, Reply.Json(Identifiers(39)));

        Command<GetPiecesAssetContentCommand>().Input("asset 40").Run().SingleError().Id().ShouldBe("AssetNotFound");

        Server.Log.Count(static line => line == List).ShouldBe(1);
    }

    /// <summary>Reading 30 records one by one would be slower than reading the list of 70.</summary>
    [Fact]
    public void The_list_is_read_after_many_changes()
    {
        Prepare(40);
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Prepare(70);

        Command<GetPiecesAssetContentCommand>().Input("asset 69").Run().ShouldSucceed();

        Server.Log.ShouldBe([List, Asset(7), Ids, Updated, List, Asset(69)]);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public void The_list_is_read_if_the_server_has_no_list_of_ids(int status)
    {
        Prepare(40);
        Server.On(Ids, Reply.Status(status, "Route not found"));
        Server.OnUnlogged("GET /.well-known/health", Reply.Text("ok:00000000-0000-4000-8000-000000000001")); // 500 may be due to a migration.

        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Command<GetPiecesAssetContentCommand>().Input("asset 8").Run().ShouldSucceed();

        Server.Log.ShouldBe([List, Asset(7), Ids, List, Asset(8)]);
    }

    /// <summary>The asset itself is read to check that it still has the name.</summary>
    [Fact]
    public void The_asset_is_read_if_the_server_does_not_report_changes()
    {
        Prepare(40);
        Server.On(Updated, Reply.Status(404, "Route not found"));

        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Command<GetPiecesAssetContentCommand>().Input("asset 8").Run().ShouldSucceed();
        Command<GetPiecesAssetContentCommand>().Input("asset 9").Run().ShouldSucceed();

        Server.Log.ShouldBe(
        [
            List, Asset(7),
            Ids, Updated, Asset(8, withContent: false), Asset(8),
            Ids, Asset(9, withContent: false), Asset(9),
        ]);
    }

    [Fact]
    public void The_list_is_read_again_if_the_server_does_not_report_changes_and_an_asset_was_renamed()
    {
        Prepare(40);
        Server.On(Updated, Reply.Status(404, "Route not found"));
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Server.On($"GET /assets/{Sample.Id(8)}", Reply.Json(Known(8, "renamed")))
            .On("GET /assets", Reply.Json(Sample.List([.. Enumerable.Range(1, 40).Select(static number => Known(number, number switch
            {
                8 => "renamed",
                12 => "asset 8",
                _ => null,
            }))])))
            .On($"GET /assets/{Sample.Id(12)}", Reply.Json(Known(12, "asset 8", "of twelve")));

        Command<GetPiecesAssetContentCommand>().Input("asset 8").Run().ShouldSucceed().Output.ShouldBe(["of twelve"]);
    }

    [Fact]
    public void Deleting_by_name_reads_the_names_again()
    {
        Prepare(40);
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();
        Server.On($"POST /assets/{Sample.Id(8)}/delete", Reply.Text(Sample.Id(8)));

        CommandWithoutConfirm<RemovePiecesAssetCommand>().Input("asset 8").Run().ShouldSucceed();

        Server.Log.Count(static line => line == List).ShouldBe(2);
    }

    [Fact]
    public void WhatIf_for_a_delete_uses_the_known_names()
    {
        Prepare(40);
        Command<GetPiecesAssetContentCommand>().Input("asset 7").Run().ShouldSucceed();

        Command<RemovePiecesAssetCommand>().Input("asset 1?").WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(10);

        Server.Log.Count(static line => line == List).ShouldBe(1);
    }

    [Fact]
    public void Revoking_by_code_reads_the_shares_again()
    {
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(1), Sample.Share(2)))).On($"GET /shares/{Sample.Id(1)}", Reply.Json(Sample.Share(1)));
        Command<GetPiecesShareCommand>().With("Id", "code1").Run().ShouldSucceed();
        Command<GetPiecesShareCommand>().With("Id", "code1").Run().ShouldSucceed();
        Server.Log.Count(static line => line == "GET /shares?transferables=false").ShouldBe(1);

        Server.On($"POST /linkify/{Sample.Id(2)}/revoke", Reply.Text(Sample.Id(2)));
        CommandWithoutConfirm<RevokePiecesLinkCommand>().Input("code2").Run().ShouldSucceed();

        Server.Log.Count(static line => line == "GET /shares?transferables=false").ShouldBe(2);
    }

    /// <summary>
    /// A real Pieces OS is slow to start its list: the wait is shown, and the number of assets is requested to extend the limit. A
    /// known number can be out of date: after a forced logout the list was empty.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public async Task A_long_wait_for_the_list_is_shown(long? knownCount)
    {
        Connection.Pace.AssetCount = knownCount;
        var counted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("POST /materials/metrics", Reply.Json("""{"material_type":"ASSETS","total_count":276}""").Then(_ =>
        {
            counted.TrySetResult();
            return Task.CompletedTask;
        }));
        Server.On("GET /assets", Reply.After(() => Task.WhenAll(counted.Task, Task.Delay(TimeSpan.FromSeconds(2))), Reply.Json(Sample.Assets(1, 2))));

        var result = (await Command<GetPiecesAssetCommand>().RunAsync()).ShouldSucceed();

        result.Output.Count.ShouldBe(2);
        var shown = result.Progress;
        shown.ShouldAllBe(static record => record.Activity == "Waiting for the list of assets");
        shown.ShouldContain(static record => record.StatusDescription.Contains("so far", StringComparison.Ordinal));
        shown[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
        Connection.Pace.AssetCount.ShouldBe(2);
        Server.Log.ShouldBe(["GET /assets?transferables=true", "POST /materials/metrics"]);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_at_once()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("GET /assets", Reply.Stall(arrived));
        var call = Command<GetPiecesAssetContentCommand>().Input("asset 7");

        var running = call.RunAsync();
        await arrived.Task.WaitAsync(Patience.Limit);
        call.Stop();

        (await running).Stopped.ShouldBeTrue();
    }

    private static string Asset(int number, bool withContent = true) => $"GET /assets/{Sample.Id(number)}?transferables={(withContent ? "true" : "false")}";

    private static string Known(int number, string? name = null, string text = "text") => Sample.Asset(
        number,
        name,
        text,
        FormattableString.Invariant($$""", "updated": {"value": "2026-03-01T00:{{number:D2}}:00.000Z"}"""));

    private static string Identifiers(int count) =>
        Sample.List([.. Enumerable.Range(1, count).Select(static number => $$"""{"id":"{{Sample.Id(number)}}"}""")]);

    /// <summary>A library with this many assets that do not change.</summary>
    private void Prepare(int count)
    {
        Server.On("GET /assets", Reply.Json(Sample.List([.. Enumerable.Range(1, count).Select(static number => Known(number))])))
            .On(Ids, Reply.Json(Identifiers(count)))
            .On(Updated, Reply.Json("""{"identifiers":[]}"""));
        foreach (var number in Enumerable.Range(1, count))
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(Known(number)));
    }
}
