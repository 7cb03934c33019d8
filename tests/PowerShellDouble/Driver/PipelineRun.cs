using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using PowerShellDouble.Binding;

namespace PowerShellDouble;

/// <summary>The life of a cmdlet in a pipeline: bind, begin, each record, end, dispose.</summary>
internal sealed class PipelineRun(DoubleSession session, Cmdlet cmdlet, PipelineRuntime runtime, InvocationInfo invocation)
{
    private volatile bool _over;

    public Task<CmdletResult> Start(Dictionary<string, object?> arguments, IEnumerable? input)
    {
        cmdlet.CommandRuntime = runtime;
        var state = new SessionState(session);
        (cmdlet as PSCmdlet)?.Attach(state, invocation, runtime.Common.Paging);
        var done = new TaskCompletionSource<CmdletResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Runspace.DefaultRunspace = session.Runspace;
                Execute(arguments, input, new EngineIntrinsics(session.Host, state));
                done.SetResult(runtime.Result);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            Name = "Pipeline",
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }

    public void Stop()
    {
        if (_over || !runtime.BeginStop(failure: null, record: null))
            return;
        if (!runtime.IsPipelineThread())
        {
            cmdlet.DoStopProcessing();
            return;
        }

        var other = new Thread(cmdlet.DoStopProcessing) { Name = "Stop" };
        other.Start();
        other.Join();
    }

    private void Execute(Dictionary<string, object?> arguments, IEnumerable? input, EngineIntrinsics engine)
    {
        try
        {
            var binding = new BindingState(cmdlet, invocation, engine);
            new CommandLineBinder(binding, runtime.Common).Bind(arguments, expectingInput: input is not null);
            runtime.Permitted(cmdlet.DoBeginProcessing);
            if (input is null)
                runtime.Permitted(cmdlet.DoProcessRecord);
            else
                ProcessInput(input, new PipelineBinder(binding));
            runtime.Permitted(cmdlet.DoEndProcessing);
        }
        catch (PipelineStoppedException)
        {
            runtime.BeginStop(failure: null, record: null);
        }
        catch (Exception e)
        {
            runtime.Fail(e, RecordOf(e));
        }
        finally
        {
            _over = true;
            runtime.Result.ParameterSetName = cmdlet.SetName;
            (cmdlet as IDisposable)?.Dispose();
        }
    }

    private void ProcessInput(IEnumerable input, PipelineBinder binder)
    {
        foreach (var item in input)
        {
            runtime.ThrowIfStopping();
            var error = binder.Bind(item);
            if (error is null)
                runtime.Permitted(cmdlet.DoProcessRecord);
            else
                runtime.WriteErrorUnchecked(error);
        }
    }

    private ErrorRecord RecordOf(Exception e)
    {
        var record = e is IContainsErrorRecord { ErrorRecord: { } own }
            ? new ErrorRecord(own, e)
            : new ErrorRecord(e, e.GetType().FullName!, ErrorCategory.NotSpecified, targetObject: null);
        record.SetInvocationInfo(invocation);
        return record;
    }
}
