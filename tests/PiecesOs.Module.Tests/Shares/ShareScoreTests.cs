using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

public sealed class ShareScoreTests : CmdletTest
{
    private readonly string _path = $"/share/{Sample.Id(1)}/scores/increment";

    [Theory]
    [InlineData(null, "reuse")]
    [InlineData("Update", "update")]
    [InlineData("Reference", "reference")]
    [InlineData("Priority", "priority")]
    [InlineData("Searched", "searched")]
    public void One_use_is_counted(string? increment, string member)
    {
        Server.On("POST " + _path, Reply.NoContent());
        var command = Command<AddPiecesShareScoreCommand>().Input(Sample.ShareObject(1));

        (increment is null ? command : command.With("Increment", increment)).Run().ShouldSucceed().Output.ShouldBeEmpty();

        Server.RequestTo(_path).BodyText.ShouldBe($$$"""{"share":{"{{{member}}}":true}}""");
    }

    [Fact]
    public void PassThru_reads_the_share_again()
    {
        Server.On("POST " + _path, Reply.NoContent()).On($"GET /share/{Sample.Id(1)}", Reply.Json(Sample.Share(1, more: """,  "score":{"manual":3} """)));

        var result = Command<AddPiecesShareScoreCommand>().With("Share", Sample.Id(1)).With("PassThru").Run().ShouldSucceed();

        result.OutputAs<Share>().Single().Score.ShouldNotBeNull();
        Server.Log.ShouldBe(["POST " + _path, $"GET /share/{Sample.Id(1)}"]);
    }
}
