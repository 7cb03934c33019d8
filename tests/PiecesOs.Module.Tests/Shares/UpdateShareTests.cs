using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

public sealed class UpdateShareTests : CmdletTest
{
    /// <summary>Numbers, escapes, whitespace and members that a typed client would not preserve.</summary>
    private const string Unknown = """ "future": {"n": 1.500, "big": 123456789012345678901234567890, "s": "\u00fc\/ 🎉", "none": null}, "list":[ 1,2 ] """;

    private static string Share(string access, string name) =>
        $$"""{ {{Unknown}}, "id":"{{Sample.Id(1)}}","access":"{{access}}","name":"{{name}}", "link":"https://pieces.example/?p=code1","short":"code1"}""";

    [Fact]
    public void Unchanged_data_is_sent_back_byte_for_byte()
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Share("PUBLIC", "old"))).On("POST /share/update", Reply.Json(Sample.Share(1, "new")));

        var result = Command<UpdatePiecesShareCommand>().With("Share", Sample.Id(1)).With("Access", ShareAccess.Private).With("Name", "new").With("Force").Run().ShouldSucceed();

        Server.Log.ShouldBe([$"GET /share/{Sample.Id(1)}", "POST /share/update"]);
        Server.RequestTo("/share/update").BodyText.ShouldBe(Share("PRIVATE", "new"));
        result.OutputAs<Share>().Single().Name.ShouldBe("new");
        result.Questions.Single().Action.ShouldBe("Set access to Private and name to 'new'");
    }

    [Fact]
    public void It_reads_the_share_again_even_if_the_input_is_an_object()
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Share("PUBLIC", "newer than the object"))).On("POST /share/update", Reply.Json(Sample.Share(1)));

        Command<UpdatePiecesShareCommand>().Input(Sample.ShareObject(1, "stale")).With("Access", "Private").With("Force").Run().ShouldSucceed();

        Server.RequestTo("/share/update").BodyText.ShouldBe(Share("PRIVATE", "newer than the object"));
    }

    [Fact]
    public void Without_changes_the_pipeline_ends_before_anything_is_sent()
    {
        var result = Command<UpdatePiecesShareCommand>().Input(Sample.ShareObject(1)).Run();

        result.Terminating!.Id().ShouldBe("NothingToChange");
        result.Terminating!.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        result.Terminating!.ErrorDetails!.RecommendedAction.ShouldContain("-Access, -User or -Name");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void A_link_that_names_no_users_becomes_private_only_after_a_question()
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Share("PUBLIC", "team"))).On("POST /share/update", Reply.Json(Sample.Share(1)));
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.No);

        CommandWithoutConfirm<UpdatePiecesShareCommand>().With("Share", Sample.Id(1)).With("Access", "Private").Run().ShouldSucceed().Output.ShouldBeEmpty();

        Session.HostText.ShouldContain($"{Sample.Id(1)} names no users.");
        Server.Log.ShouldBe([$"GET /share/{Sample.Id(1)}"]);

        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.Yes);
        CommandWithoutConfirm<UpdatePiecesShareCommand>().With("Share", Sample.Id(1)).With("Access", "Private").Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    [Fact]
    public void One_answer_is_enough_for_all_shares()
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Sample.Share(1))).On($"GET /share/{Sample.Id(2)}", Reply.Json(Sample.Share(2)))
            .On("POST /share/update", Reply.Json(Sample.Share(1)), Reply.Json(Sample.Share(2)));
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.YesToAll);

        CommandWithoutConfirm<UpdatePiecesShareCommand>().Input(Sample.Id(1), Sample.Id(2)).With("Access", "Private").Run().ShouldSucceed().Output.Count.ShouldBe(2);
    }

    [Fact]
    public void If_no_one_can_answer_the_link_stays_as_it_is()
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Share("PUBLIC", "team")));

        var result = CommandWithoutConfirm<UpdatePiecesShareCommand>().With("Share", Sample.Id(1)).With("Access", "Private").Run();

        result.SingleError().Id().ShouldBe("PrivateWithoutUsers");
        result.SingleError().ErrorDetails!.RecommendedAction.ShouldContain("-Force");
        Server.Log.ShouldBe([$"GET /share/{Sample.Id(1)}"]);
    }

    [Theory]
    [InlineData("PRIVATE", "")]
    [InlineData("PUBLIC", ""","users":[{"emails":["ada@example.com"]}]""")]
    public void A_link_that_is_private_or_names_users_causes_no_question(string access, string users)
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Sample.Share(1, more: users).Replace("PUBLIC", access, StringComparison.Ordinal))).On("POST /share/update", Reply.Json(Sample.Share(1)));

        CommandWithoutConfirm<UpdatePiecesShareCommand>().With("Share", Sample.Id(1)).With("Access", "Private").Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    [Fact]
    public void Users_are_sent_and_must_be_confirmed()
    {
        const string Users = ""","users":[{"emails":["ada@example.com","bo@example.com"]}]""";
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Sample.Share(1))).On("POST /share/update", Reply.Json(Sample.Share(1, more: Users)));

        var result = CommandWithoutConfirm<UpdatePiecesShareCommand>().With("Share", Sample.Id(1)).With("Access", "Private")
            .With("User", new[] { "ada@example.com", "bo@example.com" }).Run().ShouldSucceed();

        Server.RequestTo("/share/update").BodyText.ShouldContain(Users[1..]);
        result.Questions.Single().Action.ShouldBe("Set access to Private and users to ada@example.com, bo@example.com");
        result.OutputAs<Share>().Single().GetUserEmails().ShouldBe(["ada@example.com", "bo@example.com"]);
    }

    [Fact]
    public void Users_that_the_response_does_not_name_are_an_error_beside_the_share()
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Sample.Share(1))).On("POST /share/update", Reply.Json(Sample.Share(1)));

        var result = CommandWithoutConfirm<UpdatePiecesShareCommand>().With("Share", Sample.Id(1)).With("User", "ada@example.com").Run();

        result.Output.Count.ShouldBe(1);
        result.SingleError().Id().ShouldBe("UsersNotConfirmed");
        result.SingleError().Message().ShouldContain("ada@example.com");
    }
}
