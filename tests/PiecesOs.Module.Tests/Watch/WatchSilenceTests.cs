using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Watch;

/// <summary>A stream whose server is gone without closing it, as after a network change or in a process that hangs.</summary>
public sealed class WatchSilenceTests : CmdletTest
{
    [Fact]
    public void A_stream_without_a_pong_is_reopened_and_no_change_is_lost()
    {
        using var hasty = new PiecesOsConnection(Server.Address, TimeSpan.FromSeconds(2));
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)), Reply.Json(Sample.Assets(1, 2)))
            .On("GET /assets/stream", WebSocketFrames.Accept(Reply.Stall()), WebSocketFrames.Accept(Reply.Stall()));

        var result = Session.Command<WatchPiecesAssetCommand>().With("Connection", hasty).With("MaxEvent", 1).Run().ShouldSucceed();

        var change = result.OutputAs<PiecesAssetEvent>().ShouldHaveSingleItem();
        (change.Change, change.AssetId).ShouldBe((AssetChange.Created, Sample.Id(2)));
        result.Warnings.ShouldBe([$"The connection to {Server.Address} was lost. Trying again in 0.25 seconds."]);
    }

    [Fact]
    public void A_stream_that_answers_pings_stays_open()
    {
        using var hasty = new PiecesOsConnection(Server.Address, TimeSpan.FromSeconds(2));
        Server.On("GET /assets", Reply.Json(Sample.Assets(1))).On("GET /assets/stream", WebSocketFrames.Accept(async connection =>
        {
            for (var i = 0; i < 3; i++)
            {
                await connection.ReadBytesAsync(6);
                await connection.WriteAsync(WebSocketFrames.Pong());
            }

            await connection.WriteAsync(WebSocketFrames.Text(Sample.Assets(3)));
            await Task.Delay(-1, connection.Stopped);
        }));

        var result = Session.Command<WatchPiecesAssetCommand>().With("Connection", hasty).With("MaxEvent", 1).Run().ShouldSucceed();

        result.OutputAs<PiecesAssetEvent>().Single().AssetId.ShouldBe(Sample.Id(3));
        result.Warnings.ShouldBeEmpty();
    }

    /// <summary>The delays between two attempts double, starting at 0.25 seconds.</summary>
    [Fact]
    public void The_warning_uses_the_singular_for_one_second()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)))
            .On("GET /assets/stream", WebSocketFrames.Accept(Reply.Drop()), IncompleteResponse(), IncompleteResponse(), WebSocketFrames.Accept(
                Reply.Raw(WebSocketFrames.Text(Sample.Assets(2))).Then(Reply.Stall())));

        var result = Session.Command<WatchPiecesAssetCommand>().With("Connection", Connection).With("MaxEvent", 1).Run().ShouldSucceed();

        result.Warnings.ShouldContain($"The connection to {Server.Address} was lost. Trying again in 1 second.");
    }

    private static Func<ServerConnection, Task> IncompleteResponse() => Reply.Raw("HTTP/1.1 101 ").Then(Reply.Drop());
}
