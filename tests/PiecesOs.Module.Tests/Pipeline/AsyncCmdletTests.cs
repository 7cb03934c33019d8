using System.Collections.Concurrent;
using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Pipeline;

/// <summary>The base class of all cmdlets: the work runs on a worker, and output is written on the pipeline thread.</summary>
public sealed class AsyncCmdletTests : IDisposable
{
    private readonly PowerShellSession _session = new(typeof(WorkerCmdlet));

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Output_is_written_on_the_pipeline_thread_in_order()
    {
        var threads = new HashSet<string?>();

        var result = Worker(async (cmdlet, _) =>
        {
            for (var i = 0; i < 1000; i++)
            {
                if (i % 100 == 0)
                    await Task.Yield();
                cmdlet.Write(i);
            }
        }).OnOutput(_ => threads.Add(Thread.CurrentThread.Name)).Run().ShouldSucceed();

        result.Output.ShouldBe(Enumerable.Range(0, 1000).Cast<object?>());
        threads.ShouldBe(["Pipeline Execution Thread"]);
    }

    [Fact]
    public void The_worker_does_not_run_far_ahead_of_a_slow_pipeline()
    {
        var written = 0;
        var ahead = new List<int>();

        Worker((cmdlet, _) =>
        {
            for (; written < 5000; Interlocked.Increment(ref written))
                cmdlet.Write(written);
            return Task.CompletedTask;
        }).OnOutput(number => ahead.Add(Volatile.Read(ref written) - (int)number!)).Run().ShouldSucceed();

        ahead.Max().ShouldBeLessThan(200);
    }

    [Fact]
    public void When_the_next_command_stops_the_pipeline_the_worker_is_canceled_and_awaited()
    {
        var ended = false;

        var result = Worker(async (cmdlet, token) =>
        {
            cmdlet.Write(1);
            var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (token.Register(canceled.SetResult))
                await canceled.Task;
            Thread.Sleep(50); // Simulates a slow cleanup.
            ended = true;
            token.ThrowIfCancellationRequested();
        }).First(1).Run();

        ended.ShouldBeTrue();
        result.Errors.ShouldBeEmpty();
        result.TerminatingException.ShouldBeNull();
    }

    [Fact]
    public async Task CtrlC_cancels_the_work_at_once_and_nothing_more_runs()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ends = 0;
        var driver = Worker(async (_, token) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        }).With("End", Script((_, _) =>
        {
            ends++;
            return Task.CompletedTask;
        }));

        var run = driver.RunAsync();
        await started.Task;
        driver.Stop();
        var result = await run.WaitAsync(Patience.Prompt);

        result.Stopped.ShouldBeTrue();
        result.Errors.ShouldBeEmpty();
        ends.ShouldBe(0);
    }

    [Fact]
    public async Task CtrlC_ends_a_worker_that_waits_for_a_slow_pipeline()
    {
        var inDownstream = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var goOn = new ManualResetEventSlim();
        var driver = Worker((cmdlet, _) =>
        {
            for (var i = 0; ; i++)
                cmdlet.Write(i);
        }).OnOutput(_ =>
        {
            inDownstream.TrySetResult();
            goOn.Wait();
        });

        var run = driver.RunAsync();
        await inDownstream.Task;
        driver.Stop();
        goOn.Set();

        (await run.WaitAsync(Patience.Prompt)).Stopped.ShouldBeTrue();
    }

    [Fact]
    public void An_exception_becomes_an_error_for_its_input_and_the_next_input_is_processed()
    {
        var result = Worker((cmdlet, _) =>
        {
            if (cmdlet.InputObject is 2)
                throw new InvalidOperationException("two");
            cmdlet.Write(cmdlet.InputObject);
            return Task.CompletedTask;
        }).Input(1, 2, 3).Run();

        result.Output.ShouldBe([1, 3]);
        result.SingleError().Message().ShouldBe("two");
    }

    [Fact]
    public void ShouldProcess_runs_on_the_pipeline_thread_and_returns_its_result_to_the_worker()
    {
        var result = Worker(async (cmdlet, _) =>
        {
            foreach (var name in new[] { "a", "b" })
            {
                if (await cmdlet.ConfirmAsync(name))
                    cmdlet.Write(name);
            }
        }).Confirm(ConfirmAnswer.No, ConfirmAnswer.Yes).Run().ShouldSucceed();

        result.Output.ShouldBe(["b"]);
        result.Questions.Select(static question => question.Target).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_prompt_that_cannot_be_answered_is_an_error_for_its_input()
    {
        var answers = new List<bool>();

        var result = Worker((cmdlet, _) => cmdlet.RunForInputAsync("a", async () => answers.Add(await cmdlet.ConfirmAsync("a")))).With("Confirm").Run();

        var error = result.SingleError();
        error.Exception.ShouldBeOfType<InputException>().ErrorId.ShouldBe("NobodyToAsk");
        error.TargetObject.ShouldBe("a");
        error.Exception.InnerException!.Message.ShouldContain("NonInteractive");
        answers.ShouldBe([false]);
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_pipeline_at_the_first_error()
    {
        var seen = new List<int>();

        var result = Worker((cmdlet, _) => cmdlet.RunForInputAsync(cmdlet.InputObject, () =>
        {
            seen.Add(cmdlet.InputObject);
            throw new InvalidOperationException("no");
        })).Input(1, 2).ErrorAction(ActionPreference.Stop).Run();

        seen.ShouldBe([1]);
        result.TerminatingException.ShouldBeOfType<ActionPreferenceStopException>();
        result.Terminating!.TargetObject.ShouldBe(1);
    }

    [Fact]
    public void Parallel_work_overlaps_and_its_output_is_in_input_order()
    {
        var third = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var result = Worker((cmdlet, _) =>
        {
            var input = cmdlet.InputObject;
            return cmdlet.RunInParallelAsync(3, async () =>
            {
                if (input == 3)
                    third.SetResult();
                await third.Task.WaitAsync(Patience.Limit); // The first two can complete only while the third is running.
                cmdlet.Write(input);
                cmdlet.Warn($"of {input}");
            });
        }).InputFrom(Enumerable.Range(1, 6)).Run().ShouldSucceed();

        result.Output.ShouldBe([1, 2, 3, 4, 5, 6]);
        result.Warnings.Count.ShouldBe(6);
    }

    [Fact]
    public void Parallel_work_respects_the_throttle_limit()
    {
        var running = 0;
        var most = new ConcurrentBag<int>();

        Worker((cmdlet, _) => cmdlet.RunInParallelAsync(2, async () =>
        {
            most.Add(Interlocked.Increment(ref running));
            await Task.Delay(5);
            Interlocked.Decrement(ref running);
        })).InputFrom(Enumerable.Range(1, 20)).Run().ShouldSucceed();

        most.Count.ShouldBe(20);
        most.Max().ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void An_error_of_parallel_work_is_written_in_order()
    {
        var result = Worker((cmdlet, _) =>
        {
            var input = cmdlet.InputObject;
            return cmdlet.RunInParallelAsync(4, () =>
            {
                if (input == 2)
                    throw new InvalidOperationException("two");
                cmdlet.Write(input);
                return Task.CompletedTask;
            });
        }).Input(1, 2, 3).Run();

        result.Output.ShouldBe([1, 3]);
        result.SingleError().TargetObject.ShouldBe(2);
    }

    [Fact]
    public void When_the_next_command_stops_the_pipeline_all_parallel_work_is_awaited()
    {
        var running = 0;

        var result = Worker((cmdlet, token) =>
        {
            var input = cmdlet.InputObject;
            return cmdlet.RunInParallelAsync(4, async () =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    if (input > 1)
                        await Task.Delay(Timeout.Infinite, token);
                    cmdlet.Write(input);
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            });
        }).InputFrom(Enumerable.Range(1, 4)).First(1).Run();

        running.ShouldBe(0);
        result.Output.ShouldBe([1]);
    }

    private static Func<WorkerCmdlet, CancellationToken, Task> Script(Func<WorkerCmdlet, CancellationToken, Task> work) => work;

    private CommandCall Worker(Func<WorkerCmdlet, CancellationToken, Task> work) => _session.Command<WorkerCmdlet>().With("Process", work);
}
