using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Pipeline;

/// <summary>Pipelines that end early: stopped by the next command, by Ctrl-C, or by an error, as the server sees it.</summary>
public sealed class StoppingTests : CmdletTest
{
    [Fact]
    public async Task When_the_next_command_stops_the_pipeline_the_request_ends()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("GET /assets", Reply.UntilClosed($$"""{"iterable":[{{Sample.Asset(1)}},{{Sample.Asset(2)}},""", closed));

        var result = Command<GetPiecesAssetCommand>().First(1).Run();

        await closed.Task.WaitAsync(Patience.Prompt);
        result.OutputAs<Asset>().Single().Id.ShouldBe(Sample.Id(1));
        result.Errors.ShouldBeEmpty();
        result.TerminatingException.ShouldBeNull();
    }

    [Fact]
    public async Task CtrlC_ends_a_request_without_a_response()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("GET /assets", Reply.Stall(arrived));
        var driver = Command<GetPiecesAssetCommand>();

        var run = driver.RunAsync();
        await arrived.Task;
        driver.Stop();
        var result = await run.WaitAsync(Patience.Prompt);

        result.Stopped.ShouldBeTrue();
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task CtrlC_ends_an_incomplete_list()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("GET /assets", Reply.UntilClosed($$"""{"iterable":[{{Sample.Asset(1)}},""", closed));
        var driver = Command<GetPiecesAssetCommand>().OnOutput(_ => first.TrySetResult());

        var run = driver.RunAsync();
        await first.Task;
        driver.Stop();
        var result = await run.WaitAsync(Patience.Prompt);

        await closed.Task.WaitAsync(Patience.Prompt);
        result.Errors.ShouldBeEmpty();
        result.Output.Count.ShouldBe(1);
    }

    [Fact]
    public async Task CtrlC_ends_the_wait_before_a_retry()
    {
        Server.On("GET /assets", Reply.Status(503, "busy", "Retry-After: 25"));
        var driver = Command<GetPiecesAssetCommand>().With("Verbose");

        var run = driver.RunAsync();
        await Server.WaitForRequestsAsync(1);
        driver.Stop();

        (await run.WaitAsync(Patience.Prompt)).Stopped.ShouldBeTrue();
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_pipeline_at_the_first_error()
    {
        Server.On($"POST /assets/{Sample.Id(1)}/delete", Reply.Text(Sample.Id(1))).On($"POST /assets/{Sample.Id(2)}/delete", Reply.Status(404, "none"));

        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().Input(Sample.Id(1), Sample.Id(2), Sample.Id(3)).ErrorAction(ActionPreference.Stop).With("PassThru").Run();

        result.Output.Count.ShouldBe(1);
        result.TerminatingException.ShouldBeOfType<ActionPreferenceStopException>();
        result.Terminating!.Id().ShouldBe("AssetNotFound");
        Server.Log.ShouldBe([$"POST /assets/{Sample.Id(1)}/delete", $"POST /assets/{Sample.Id(2)}/delete"]);
    }

    [Fact]
    public void An_invalid_id_in_the_middle_causes_one_error_and_nothing_else()
    {
        foreach (var number in new[] { 1, 2, 4, 5 })
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(Sample.Asset(number)));
        Server.On($"GET /assets/{Sample.Id(3)}", Reply.Status(404, "none"));

        var result = Command<GetPiecesAssetCommand>().InputFrom(Enumerable.Range(1, 5).Select(Sample.Id)).Run();

        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe([Sample.Id(1), Sample.Id(2), Sample.Id(4), Sample.Id(5)]);
        result.SingleError().TargetObject.ShouldBe(Sample.Id(3));
        Server.Log.Count.ShouldBe(5);
    }
}
