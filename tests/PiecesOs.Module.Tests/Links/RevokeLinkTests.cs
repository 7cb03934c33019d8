using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Links;

public sealed class RevokeLinkTests : CmdletTest
{
    private void Prepare(int number) => Server.On($"POST /linkify/{Sample.Id(number)}/revoke", Reply.Text(Sample.Id(number)));

    [Fact]
    public void It_prompts_without_Confirm_and_the_prompt_names_the_link()
    {
        Prepare(1);
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.Yes);

        var result = Command<RevokePiecesLinkCommand>().Input(Sample.ShareObject(1)).Run().ShouldSucceed();

        var question = result.Questions.Single();
        question.Action.ShouldBe("Revoke share link");
        question.Target.ShouldBe("https://pieces.example/?p=code1");
        question.Asked.ShouldBeTrue();
        result.Output.ShouldBeEmpty();
        Server.Log.ShouldBe([$"POST /linkify/{Sample.Id(1)}/revoke"]);
    }

    [Fact]
    public void Answering_No_sends_nothing()
    {
        Command<RevokePiecesLinkCommand>().Input(Sample.ShareObject(1)).Confirm(ConfirmAnswer.No).Run().ShouldSucceed();
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void PassThru_returns_the_share_or_the_id()
    {
        Prepare(1);
        Prepare(2);
        var share = Sample.ShareObject(1);

        CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(share, Sample.Id(2)).With("PassThru").Run().ShouldSucceed().Output.ShouldBe([share, Sample.Id(2)]);
    }

    [Fact]
    public void An_unknown_link_between_two_known_ones_causes_one_error()
    {
        Prepare(1);
        Prepare(3);
        Server.On($"POST /linkify/{Sample.Id(2)}/revoke", Reply.Status(404, "Could not find share"));

        var result = CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(Sample.Id(1), Sample.Id(2), Sample.Id(3)).With("PassThru").Run();

        result.Output.ShouldBe([Sample.Id(1), Sample.Id(3)]);
        var error = result.SingleError();
        error.Id().ShouldBe("ShareNotFound");
        error.TargetObject.ShouldBe(Sample.Id(2));
        error.Message().ShouldBe($"{Sample.Id(2)}: Could not find share");
        result.Warnings.ShouldBe(["Revoked 2 of 3 links. The errors name the link that was not revoked."]);
    }

    [Fact]
    public void Many_links_are_summarized_once_and_one_is_not()
    {
        Prepare(1);
        Prepare(2);

        var many = CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(Sample.Id(1), Sample.Id(2)).Run().ShouldSucceed();
        var one = CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(Sample.Id(1)).Run().ShouldSucceed();

        many.Verbose.Count(static line => line == "Revoked 2 links.").ShouldBe(1);
        many.Warnings.ShouldBeEmpty();
        one.Verbose.ShouldNotContain(static line => line.StartsWith("Revoked ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_declined_link_is_not_a_failure()
    {
        Prepare(1);
        Prepare(3);

        var result = Command<RevokePiecesLinkCommand>().Input(Sample.Id(1), Sample.Id(2), Sample.Id(3)).Confirm(ConfirmAnswer.Yes, ConfirmAnswer.No, ConfirmAnswer.Yes).Run().ShouldSucceed();

        result.Warnings.ShouldBeEmpty();
        result.Verbose.ShouldContain("Revoked 2 links.");
    }
}
