using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>A pattern selects every asset with a matching name, in every parameter that accepts assets.</summary>
public sealed class AssetPatternTests : FileTest
{
    private const string Names = "GET /assets?transferables=false";

    [Theory]
    [InlineData("re*", 3, 1, 5)]
    [InlineData("RE[pt]???", 3, 1)]
    [InlineData("*", 3, 4, 1, 5, 2)]
    [InlineData("none*")]
    public void A_pattern_selects_the_matching_assets_in_library_order(string pattern, params int[] expected)
    {
        Prepare((3, "Report"), (4, "other"), (1, "return"), (5, "re"), (2, string.Empty));

        CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", pattern).Run().ShouldSucceed();

        Server.Log.ShouldBe([Names, .. expected.Select(static number => $"POST /assets/{Sample.Id(number)}/delete")]);
    }

    [Theory]
    [InlineData("log*")]
    [InlineData("LOG*")]
    [InlineData("log`*")]
    public void An_exact_name_wins_over_a_pattern(string name)
    {
        Prepare((1, "logs"), (2, "log*"));

        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", name).With("PassThru").Run().ShouldSucceed();

        result.Output.ShouldBe([Sample.Id(2)]);
    }

    [Fact]
    public void An_escaped_name_without_a_match_is_not_found()
    {
        Prepare((1, "logs"));
        CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", "log`*").Run().SingleError().Id().ShouldBe("AssetNotFound");
    }

    [Fact]
    public void An_unclosed_bracket_is_part_of_a_literal_name()
    {
        Prepare((1, "a[0"), (2, "a"));

        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().Input("a[0", "a[1").With("PassThru").Run();

        result.Output.ShouldBe([Sample.Id(1)]);
        var error = result.SingleError();
        error.Id().ShouldBe("AssetNotFound");
        error.TargetObject.ShouldBe("a[1");
    }

    [Fact]
    public void Several_assets_with_the_exact_name_are_ambiguous_and_the_other_inputs_are_processed()
    {
        Prepare((1, "log*"), (2, "logs"), (3, "LOG*"));

        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().Input("log*", "l?gs").Run();

        var error = result.SingleError();
        error.Id().ShouldBe("AssetNameAmbiguous");
        error.TargetObject.ShouldBe("log*");
        error.Message().ShouldContain(Sample.Id(3));
        Server.Log.ShouldBe([Names, $"POST /assets/{Sample.Id(2)}/delete"]);
    }

    [Fact]
    public void An_asset_that_matches_several_patterns_is_processed_once()
    {
        Prepare((1, "ab"), (2, "a"), (3, "b"));

        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().Input("a*", "*b", "?").With("PassThru").Run().ShouldSucceed();

        result.Output.ShouldBe([Sample.Id(1), Sample.Id(2), Sample.Id(3)]);
    }

    [Fact]
    public void Names_and_patterns_need_one_list_for_the_whole_pipeline()
    {
        Prepare((1, "one"), (2, "two"), (3, "three"));

        CommandWithoutConfirm<RemovePiecesAssetCommand>().Input("on?", "two", "th*").Run().ShouldSucceed();

        Server.Log.Count(static request => request == Names).ShouldBe(1);
        Server.Log.Count.ShouldBe(4);
    }

    [Fact]
    public void Each_match_is_confirmed_separately_with_its_name_and_id()
    {
        Prepare((1, "ab"), (2, "other"), (3, "ac"));

        var result = Command<RemovePiecesAssetCommand>().With("Id", "a*").Confirm(ConfirmAnswer.No, ConfirmAnswer.Yes).Run().ShouldSucceed();

        result.Questions.Select(static question => question.Target).ShouldBe([$"ab ({Sample.Id(1)})", $"ac ({Sample.Id(3)})"]);
        Server.Log.ShouldBe([Names, $"POST /assets/{Sample.Id(3)}/delete"]);
    }

    [Fact]
    public void WhatIf_reads_the_names_for_a_pattern_and_sends_nothing_else()
    {
        Prepare((1, "ab"), (2, "a*"), (3, "b"));

        var result = Command<RemovePiecesAssetCommand>().With("Id", new[] { "b*", "a*", Sample.Id(9) }).WhatIf().Run().ShouldSucceed();

        result.Questions.Select(static question => question.Target).ShouldBe([$"b ({Sample.Id(3)})", $"a* ({Sample.Id(2)})", Sample.Id(9)]);
        Server.Log.ShouldBe([Names]);
    }

    [Fact]
    public void An_error_for_one_match_names_its_id_and_the_others_are_processed()
    {
        Prepare((1, "a1"), (2, "a2"), (3, "a3"));
        Server.On($"POST /assets/{Sample.Id(2)}/delete", Reply.Status(410, "deleted before"));

        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", "a*").With("PassThru").Run();

        result.Output.ShouldBe([Sample.Id(1), Sample.Id(3)]);
        var error = result.SingleError();
        error.Id().ShouldBe("AssetGone");
        error.TargetObject.ShouldBe(Sample.Id(2));
    }

    [Fact]
    public void Names_that_cannot_be_read_cause_one_error_for_the_pattern()
    {
        Server.On("GET /assets", Reply.Status(403, "no"));

        var result = Command<RemovePiecesAssetCommand>().With("Id", new[] { Sample.Id(1), "a*" }).WhatIf().Run();

        var error = result.SingleError();
        error.Id().ShouldBe("NotAuthorized");
        error.TargetObject.ShouldBe("a*");
    }

    [Fact]
    public void The_error_for_a_pattern_follows_the_output_of_earlier_inputs()
    {
        Prepare((1, "twin*"), (2, "twin*"));
        var namesAreRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On($"GET /assets/{Sample.Id(7)}", Reply.After(() => namesAreRead.Task, Reply.Json(Sample.Asset(7))));

        var result = Command<GetPiecesAssetCommand>().Input(Sample.Id(7), "twin*").With("ThrottleLimit", 2).ErrorAction(ActionPreference.Stop)
            .OnVerbose(line =>
            {
                if (line.StartsWith(Names, StringComparison.Ordinal))
                    namesAreRead.TrySetResult();
            }).Run();

        result.OutputAs<Asset>().ShouldHaveSingleItem().Id.ShouldBe(Sample.Id(7));
        result.TerminatingException.ShouldBeOfType<ActionPreferenceStopException>();
    }

    [Fact]
    public void Get_reads_each_match_separately_and_returns_them_in_order()
    {
        Prepare((2, "b2"), (1, "b1"), (3, "c"));

        var result = Command<GetPiecesAssetCommand>().With("Id", "b*").Run().ShouldSucceed();

        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe([Sample.Id(2), Sample.Id(1)]);
    }

    [Fact]
    public void Save_writes_one_file_per_match()
    {
        Prepare((1, "b1"), (2, "b2"), (3, "c"));

        var result = Command<SavePiecesAssetCommand>().With("Asset", "b*").Run().ShouldSucceed();

        result.OutputAs<FileInfo>().Select(static file => file.Name).ShouldBe(["b1.ps1", "b2.ps1"]);
    }

    [Fact]
    public void Content_and_formats_are_returned_for_each_match()
    {
        Prepare((1, "b1"), (2, "b2"));
        foreach (var number in new[] { 1, 2 })
            Server.On($"GET /assets/{Sample.Id(number)}/formats", Reply.Json(Sample.List($$$"""{"id":"{{{Sample.Id(number + 10)}}}","fragment":{"string":{"raw":"x"} } }""")));

        Command<GetPiecesAssetContentCommand>().With("Id", "b*").Run().ShouldSucceed().Output.ShouldBe(["text of b1", "text of b2"]);
        Command<GetPiecesAssetFormatCommand>().With("Id", "b*").Run().ShouldSucceed().OutputAs<AssetFormat>().Select(static format => format.Id)
            .ShouldBe([Sample.Id(11), Sample.Id(12)]);
    }

    [Theory]
    [InlineData(typeof(NewPiecesLinkCommand), "/linkify")]
    [InlineData(typeof(NewPiecesShareCommand), "/shares/create")]
    public void A_link_is_created_for_each_match(Type cmdlet, string path)
    {
        Prepare((1, "b1"), (2, "b2"), (3, "c"));
        Server.On("POST " + path, Reply.Json(Sample.List(Sample.Share(1))));

        var result = Session.Command(cmdlet).With("Connection", Connection).With("Asset", "b*").Run().ShouldSucceed();

        result.Questions.Select(static question => question.Target).ShouldBe([$"b1 ({Sample.Id(1)})", $"b2 ({Sample.Id(2)})"]);
        Server.Log.Count(request => request.StartsWith("POST " + path, StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void A_collection_contains_each_match_once()
    {
        Prepare((1, "b1"), (2, "b2"), (3, "c"));
        Server.On("POST /linkify/multiple", Reply.Json(Sample.List(Sample.Share(9))));

        var result = Command<NewPiecesLinkCommand>().Input("b*", "c", "*2").With("AsCollection").Run().ShouldSucceed();

        result.Questions.ShouldHaveSingleItem().Target.ShouldBe("3 assets");
        Server.RequestTo("/linkify/multiple").Json.GetProperty("assets").EnumerateArray().Select(static id => id.GetString())
            .ShouldBe([Sample.Id(1), Sample.Id(2), Sample.Id(3)]);
        Server.Log.ShouldBe([Names, "POST /linkify/multiple"]);
    }

    [Fact]
    public void An_empty_collection_prompts_for_nothing_and_sends_nothing()
    {
        Prepare((1, "b1"));

        var result = Command<NewPiecesLinkCommand>().With("Asset", "none*").With("AsCollection").Run().ShouldSucceed();

        result.Questions.ShouldBeEmpty();
        Server.Log.ShouldBe([Names]);
    }

    [Fact]
    public void An_invalid_pattern_prevents_a_partial_collection()
    {
        Prepare((1, "b1"), (2, "c*"), (3, "c*"));

        var error = Command<NewPiecesLinkCommand>().Input("b*", "c*").With("AsCollection").Run().SingleError();

        error.Id().ShouldBe("AssetNameAmbiguous");
        Server.Log.ShouldBe([Names]);
    }

    [Fact]
    public void A_request_about_a_group_covers_all_matches()
    {
        Prepare((1, "b1"), (2, "c"), (3, "b3"));
        Server.On("GET /assets/related", Reply.Json(Sample.List()));

        Command<GetPiecesRelatedAssetCommand>().With("Asset", new[] { "b*", "c" }).Run().ShouldSucceed();

        Server.RequestTo("/assets/related").Json.GetProperty("iterable").EnumerateArray().Select(static asset => asset.GetProperty("id").GetString())
            .ShouldBe([Sample.Id(1), Sample.Id(3), Sample.Id(2)]);
    }

    [Fact]
    public void A_search_within_no_assets_finds_nothing_and_sends_nothing()
    {
        Prepare((1, "b1"));
        Server.On("POST /assets/search", Reply.Json("""{"results":{"iterable":[]}}"""));

        Command<SearchPiecesAssetCommand>().With("Query", "q").With("Within", "none*").Run().ShouldSucceed().Output.ShouldBeEmpty();

        Server.Log.ShouldBe([Names]);
    }

    [Fact]
    public void Every_search_in_a_pipeline_covers_all_matches()
    {
        Prepare((1, "b1"), (2, "b2"));
        Server.On("POST /assets/search", Reply.Json("""{"results":{"iterable":[]}}"""));

        Command<SearchPiecesAssetCommand>().Input("one", "two").With("Within", "b*").Run().ShouldSucceed();

        Server.Requests.Where(static request => request.Path == "/assets/search")
            .Select(static request => request.Json.GetProperty("space").GetProperty("identifers").GetProperty("iterable").GetArrayLength()).ShouldBe([2, 2]);
    }

    [Fact]
    public void Shares_are_returned_for_each_match()
    {
        Prepare((1, "b1"), (2, "b2"), (3, "c"));
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(10, asset: 2), Sample.Share(11, asset: 3), Sample.Share(12, asset: 1))));

        Command<GetPiecesShareCommand>().With("Asset", "b*").Run().ShouldSucceed().OutputAs<Share>().Select(static share => share.Short)
            .ShouldBe(["code12", "code10"]);
    }

    private void Prepare(params (int Number, string Name)[] assets)
    {
        Server.On("GET /assets", Reply.Json(Sample.List([.. assets.Select(static asset => Sample.Asset(asset.Number, asset.Name))])));
        foreach (var (number, name) in assets)
        {
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(Sample.Asset(number, name, $"text of {name}")))
                .On($"POST /assets/{Sample.Id(number)}/delete", Reply.Text(Sample.Id(number)));
        }
    }
}
