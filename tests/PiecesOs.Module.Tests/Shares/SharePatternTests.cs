using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

/// <summary>A pattern selects every share with a matching name, in every parameter that accepts shares.</summary>
public sealed class SharePatternTests : CmdletTest
{
    private const string Names = "GET /shares?transferables=false";

    [Theory]
    [InlineData("TEAM*", 3, 1)]
    [InlineData("*", 3, 2, 1, 4)]
    [InlineData("none*")]
    public void A_pattern_selects_the_matching_shares_in_server_order(string pattern, params int[] expected)
    {
        Prepare((3, "team b"), (2, null), (1, "Team a"), (4, "other"));

        CommandWithoutConfirm<RevokePiecesLinkCommand>().With("Share", pattern).Run().ShouldSucceed();

        Server.Log.ShouldBe([Names, .. expected.Select(static number => $"POST /linkify/{Sample.Id(number)}/revoke")]);
    }

    [Fact]
    public void An_exact_name_wins_over_a_pattern()
    {
        Prepare((1, "team"), (2, "te?m"));

        CommandWithoutConfirm<RevokePiecesLinkCommand>().With("Share", "TE?M").Run().ShouldSucceed();

        Server.Log.ShouldBe([Names, $"POST /linkify/{Sample.Id(2)}/revoke"]);
    }

    [Fact]
    public void Several_shares_with_the_exact_name_are_ambiguous()
    {
        Prepare((1, "te?m"), (2, "te?m"), (3, "team"));

        var error = CommandWithoutConfirm<RevokePiecesLinkCommand>().With("Share", "te?m").Run().SingleError();

        error.Id().ShouldBe("ShareNameAmbiguous");
        error.TargetObject.ShouldBe("te?m");
    }

    [Fact]
    public void A_link_is_not_a_pattern()
    {
        Prepare((1, "team"));

        var error = CommandWithoutConfirm<RevokePiecesLinkCommand>().With("Share", "https://pieces.example/somewhere?code=1").Run().SingleError();

        error.Id().ShouldBe("ShareNotFound");
    }

    [Fact]
    public void Each_match_is_confirmed_separately_with_its_name_and_link_and_one_list_is_read()
    {
        Prepare((1, "team a"), (2, "team b"));

        var result = Command<RemovePiecesShareCommand>().Input("*a", "team*", "code2").WhatIf().Run().ShouldSucceed();

        result.Questions.Select(static question => question.Target)
            .ShouldBe(["team a (https://pieces.example/?p=code1)", "team b (https://pieces.example/?p=code2)", "code2"]);
        Server.Log.ShouldBe([Names]);
    }

    [Fact]
    public void An_error_for_one_match_does_not_stop_the_others()
    {
        Prepare((1, "team a"), (2, "team b"));
        Server.On($"POST /linkify/{Sample.Id(1)}/revoke", Reply.Status(410, "revoked before"));

        var result = CommandWithoutConfirm<RevokePiecesLinkCommand>().With("Share", "team*").With("PassThru").Run();

        result.OutputAs<Share>().ShouldHaveSingleItem().Name.ShouldBe("team b");
        var error = result.SingleError();
        error.Id().ShouldBe("ShareGone");
        error.TargetObject.ShouldBeOfType<Share>().Name.ShouldBe("team a");
    }

    [Fact]
    public void Get_reads_each_match_separately()
    {
        Prepare((1, "team a"), (2, "other"), (3, "team b"));

        Command<GetPiecesShareCommand>().With("Id", "team*").Run().ShouldSucceed().OutputAs<Share>().Select(static share => share.Short)
            .ShouldBe(["code1", "code3"]);
    }

    private void Prepare(params (int Number, string? Name)[] shares)
    {
        Server.On("GET /shares", Reply.Json(Sample.List([.. shares.Select(static share => Sample.Share(share.Number, share.Name))])));
        foreach (var (number, name) in shares)
        {
            Server.On($"GET /shares/{Sample.Id(number)}", Reply.Json(Sample.Share(number, name)))
                .On($"POST /linkify/{Sample.Id(number)}/revoke", Reply.Text(Sample.Id(number)));
        }
    }
}
