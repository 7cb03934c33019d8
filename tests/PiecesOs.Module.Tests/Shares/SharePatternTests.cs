using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

/// <summary>A pattern stands for every share whose name it fits, wherever a share is taken.</summary>
public sealed class SharePatternTests : CmdletTest
{
    private const string Names = "GET /shares?transferables=false";

    [Theory]
    [InlineData("TEAM*", 3, 1)]
    [InlineData("*", 3, 2, 1, 4)]
    [InlineData("none*")]
    public void Each_share_that_fits_is_taken_in_the_servers_order(string pattern, params int[] expected)
    {
        Prepare((3, "team b"), (2, null), (1, "Team a"), (4, "other"));

        Sure<RevokePiecesLinkCommand>().With("Share", pattern).Run().ShouldSucceed();

        Server.Log.ShouldBe([Names, .. expected.Select(static number => $"POST /linkify/{Sample.Id(number)}/revoke")]);
    }

    [Fact]
    public void An_exact_name_goes_before_what_it_means_as_a_pattern()
    {
        Prepare((1, "team"), (2, "te?m"));

        Sure<RevokePiecesLinkCommand>().With("Share", "TE?M").Run().ShouldSucceed();

        Server.Log.ShouldBe([Names, $"POST /linkify/{Sample.Id(2)}/revoke"]);
    }

    [Fact]
    public void Several_shares_with_that_very_name_are_ambiguous()
    {
        Prepare((1, "te?m"), (2, "te?m"), (3, "team"));

        var error = Sure<RevokePiecesLinkCommand>().With("Share", "te?m").Run().SingleError();

        error.Id().ShouldBe("ShareNameAmbiguous");
        error.TargetObject.ShouldBe("te?m");
    }

    [Fact]
    public void A_link_is_no_pattern()
    {
        Prepare((1, "team"));

        var error = Sure<RevokePiecesLinkCommand>().With("Share", "https://pieces.example/somewhere?code=1").Run().SingleError();

        error.Id().ShouldBe("ShareNotFound");
    }

    [Fact]
    public void Each_is_a_question_of_its_own_with_name_and_link_and_one_list_serves_all()
    {
        Prepare((1, "team a"), (2, "team b"));

        var result = Command<RemovePiecesShareCommand>().Input("*a", "team*", "code2").WhatIf().Run().ShouldSucceed();

        result.Questions.Select(static question => question.Target)
            .ShouldBe(["team a (https://pieces.example/?p=code1)", "team b (https://pieces.example/?p=code2)", "code2"]);
        Server.Log.ShouldBe([Names]);
    }

    [Fact]
    public void What_goes_wrong_with_one_does_not_stop_the_others()
    {
        Prepare((1, "team a"), (2, "team b"));
        Server.On($"POST /linkify/{Sample.Id(1)}/revoke", Reply.Status(410, "revoked before"));

        var result = Sure<RevokePiecesLinkCommand>().With("Share", "team*").With("PassThru").Run();

        result.OutputAs<Share>().ShouldHaveSingleItem().Name.ShouldBe("team b");
        var error = result.SingleError();
        error.Id().ShouldBe("ShareGone");
        error.TargetObject.ShouldBeOfType<Share>().Name.ShouldBe("team a");
    }

    [Fact]
    public void Get_reads_each_by_itself()
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
