using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

public sealed class RemoveAssetTests : CmdletTest
{
    private void Prepare() => Server
        .On($"POST /assets/{Sample.Id(1)}/delete", Reply.Text(Sample.Id(1)))
        .On($"POST /assets/{Sample.Id(2)}/delete", Reply.Text(Sample.Id(2)));

    [Fact]
    public void It_prompts_for_each_asset_and_deletes_the_confirmed_ones()
    {
        Prepare();

        var result = Command<RemovePiecesAssetCommand>()
            .Input(Sample.AssetObject(1, "first"), Sample.Id(2))
            .Confirm(ConfirmAnswer.No, ConfirmAnswer.Yes).Run().ShouldSucceed();

        result.Questions.Count.ShouldBe(2);
        result.Questions[0].Target.ShouldBe($"first ({Sample.Id(1)})");
        result.Questions[1].Target.ShouldBe(Sample.Id(2));
        result.Questions.ShouldAllBe(static question => question.Action == "Delete asset" && question.Asked);
        result.Output.ShouldBeEmpty();
        Server.Log.ShouldBe([$"POST /assets/{Sample.Id(2)}/delete"]);
        Server.Requests[0].Body.ShouldBeEmpty();
    }

    [Fact]
    public void It_prompts_without_Confirm()
    {
        Prepare();
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.NoToAll);

        Command<RemovePiecesAssetCommand>().With("Id", new[] { Sample.Id(1), Sample.Id(2) }).Run().ShouldSucceed();

        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void PassThru_returns_the_input_object_or_the_id()
    {
        Prepare();
        var asset = Sample.AssetObject(1);

        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().Input(asset, Sample.Id(2)).With("PassThru").Run().ShouldSucceed();

        result.Output.ShouldBe([asset, Sample.Id(2)]);
    }
}
