using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

public sealed class RemoveShareTests : CmdletTest
{
    [Fact]
    public void It_prompts_without_Confirm()
    {
        Server.On($"POST /shares/{Sample.Id(1)}/delete", Reply.Text(Sample.Id(1)));
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.Yes);
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.No);
        var share = Sample.ShareObject(1);

        var result = Command<RemovePiecesShareCommand>().Input(share, Sample.Id(2)).With("PassThru").Run().ShouldSucceed();

        result.Output.ShouldBe([share]);
        result.Questions.Select(static question => $"{question.Action}: {question.Target}")
            .ShouldBe(["Delete share: https://pieces.example/?p=code1", $"Delete share: {Sample.Id(2)}"]);
        Server.Log.ShouldBe([$"POST /shares/{Sample.Id(1)}/delete"]);
    }
}
