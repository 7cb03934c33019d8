using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Pipeline;

/// <summary>Objects are returned while the list is still arriving: the server sends the rest only after the first object was returned.</summary>
public sealed class StreamingTests : CmdletTest
{
    private readonly TaskCompletionSource _firstReturned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public void Get_PiecesAsset() => ShouldStream("GET /assets", "iterable", Sample.Asset(1), Command<GetPiecesAssetCommand>());

    [Fact]
    public void Get_PiecesShare() => ShouldStream("GET /shares", "iterable", Sample.Share(1), Command<GetPiecesShareCommand>());

    [Fact]
    public void Search_PiecesAsset() =>
        ShouldStream("GET /assets/search", "iterable", Sample.Found(1), Command<SearchPiecesAssetCommand>().With("Query", "q"));

    private void ShouldStream(string route, string list, string element, CommandCall driver)
    {
        Server.On(route, Reply.InTwo($$"""{"{{list}}":[{{element}},""", _firstReturned.Task, $"{element}]}}"));

        var result = driver.OnOutput(_ => _firstReturned.TrySetResult()).Run().ShouldSucceed();

        result.Output.Count.ShouldBe(2);
    }
}
