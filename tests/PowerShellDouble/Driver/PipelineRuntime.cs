using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;

namespace PowerShellDouble;

/// <summary>The command runtime: streams, and the engine's rules on who may write and when.</summary>
internal sealed partial class PipelineRuntime : ICommandRuntime2
{
    private readonly DoubleSession _session;
    private readonly InvocationInfo _invocation;
    private readonly CommonParameters _common;
    private readonly Action<object?> _onOutput;
    private readonly Lock _failureLock = new();
    private volatile Thread? _writer;
    private volatile bool _stopping;

    public PipelineRuntime(DoubleSession session, InvocationInfo invocation, CommonParameters common, Action<object?> onOutput)
    {
        _session = session;
        _invocation = invocation;
        _common = common;
        _onOutput = onOutput;
    }

    public int? StopAfter { get; init; }

    public CmdletResult Result { get; } = new();

    public CommonParameters Common => _common;

    public bool Stopping => _stopping;

    public PSHost Host => _session.Host;

    public PSTransactionContext? CurrentPSTransaction => throw new InvalidOperationException("There is no transaction.");

    /// <summary>Lets the current thread write while the cmdlet's own code runs.</summary>
    public void Permitted(Action cmdletCode)
    {
        ThrowIfStopping();
        _writer = Thread.CurrentThread;
        try
        {
            cmdletCode();
        }
        finally
        {
            _writer = null;
        }
    }

    public bool IsPipelineThread() => ReferenceEquals(_writer, Thread.CurrentThread);

    /// <summary>Marks the pipeline as stopping; only the first cause counts.</summary>
    public bool BeginStop(Exception? failure, ErrorRecord? record)
    {
        lock (_failureLock)
        {
            if (_stopping)
                return false;
            _stopping = true;
            Result.TerminatingException = failure;
            Result.Terminating = record;
            Result.Stopped = failure is null;
            return true;
        }
    }

    public void ThrowIfStopping()
    {
        if (_stopping)
            throw new PipelineStoppedException();
    }

    public void WriteObject(object? sendToPipeline)
    {
        ThrowIfStopping();
        ThrowIfNotPermitted();
        Send(sendToPipeline);
    }

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        ThrowIfStopping();
        ThrowIfNotPermitted();
        if (!enumerateCollection || LanguagePrimitives.GetEnumerable(sendToPipeline) is not { } elements)
        {
            Send(sendToPipeline);
            return;
        }

        foreach (var element in elements)
        {
            ThrowIfStopping();
            Send(element);
        }
    }

    public void WriteError(ErrorRecord errorRecord)
    {
        ThrowIfStopping();
        ArgumentNullException.ThrowIfNull(errorRecord);
        errorRecord.SetInvocationInfo(_invocation);
        ThrowIfNotPermitted();
        WriteErrorUnchecked(errorRecord);
    }

    /// <summary>Writes an error of the binder, which is not the cmdlet's own code.</summary>
    public void WriteErrorUnchecked(ErrorRecord errorRecord)
    {
        ThrowIfStopping();
        switch (_common.ErrorAction)
        {
            case ActionPreference.Stop:
                throw Fail(new ActionPreferenceStopException(errorRecord), errorRecord);
            case ActionPreference.SilentlyContinue or ActionPreference.Ignore:
                return;
            default:
                Result.Errors.Add(errorRecord);
                return;
        }
    }

    public void ThrowTerminatingError(ErrorRecord errorRecord)
    {
        ThrowIfStopping();
        ArgumentNullException.ThrowIfNull(errorRecord);
        errorRecord.SetInvocationInfo(_invocation);
        throw Fail(errorRecord.Exception, errorRecord);
    }

    /// <summary>Records what ends the run. Like the engine, tells the cmdlet only that the pipeline has stopped.</summary>
    public PipelineStoppedException Fail(Exception exception, ErrorRecord record)
    {
        BeginStop(exception, record);
        return new PipelineStoppedException();
    }

    public void WriteWarning(string text) => Write(() => Result.Warnings.Add(text));

    public void WriteVerbose(string text) => Write(() => Result.Verbose.Add(text));

    public void WriteDebug(string text) => Write(() => Result.Debug.Add(text));

    public void WriteCommandDetail(string text) => Write(() => { });

    public void WriteInformation(InformationRecord informationRecord) => Write(() => Result.Information.Add(informationRecord));

    public void WriteProgress(ProgressRecord progressRecord) => Write(() => Result.Progress.Add(progressRecord.Copy()));

    public void WriteProgress(long sourceId, ProgressRecord progressRecord) => WriteProgress(progressRecord);

    public bool TransactionAvailable() => false;

    private void Write(Action write)
    {
        ThrowIfStopping();
        ThrowIfNotPermitted();
        write();
    }

    private void Send(object? value)
    {
        var output = PSObject.Base(value);
        Result.Output.Add(output);
        _onOutput(output);
        if (Result.Output.Count != StopAfter)
            return;
        BeginStop(failure: null, record: null);
        throw new PipelineStoppedException();
    }

    private void ThrowIfNotPermitted()
    {
        if (!IsPipelineThread())
            throw new InvalidOperationException(
                "The WriteObject and WriteError methods cannot be called from outside the overrides of the BeginProcessing, ProcessRecord, and EndProcessing methods, and they can only be called from within the same thread.");
    }
}
