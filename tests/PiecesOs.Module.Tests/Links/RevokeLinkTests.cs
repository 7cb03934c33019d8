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
    }
}
