using System.Management.Automation;

namespace PiecesOs.Tests.Support;

/// <summary>The result of a call: all its streams.</summary>
public sealed class CommandResult
{
    internal CommandResult(PowerShell shell, IEnumerable<PSObject?> output, Exception? failure, string hostText)
    {
        Output = [.. output.Select(Unwrap)];
        Errors = [.. shell.Streams.Error];
        Warnings = [.. shell.Streams.Warning.Select(static record => record.Message)];
        Verbose = [.. shell.Streams.Verbose.Select(static record => record.Message)];
        Debug = [.. shell.Streams.Debug.Select(static record => record.Message)];
        Progress = [.. shell.Streams.Progress];
        Stopped = shell.InvocationStateInfo.State == PSInvocationState.Stopped;
        TerminatingException = Stopped ? null : failure;
        Questions = [.. ShouldProcessQuestion.Find(hostText, Verbose)];
    }

    /// <summary>The output objects, without their PSObject wrappers except for custom objects.</summary>
    public IReadOnlyList<object?> Output { get; }

    public IReadOnlyList<ErrorRecord> Errors { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>The ShouldProcess prompts, in order.</summary>
    public IReadOnlyList<ShouldProcessQuestion> Questions { get; }

    /// <summary>The exception that ended the pipeline, as a script can catch it.</summary>
    public Exception? TerminatingException { get; }

    /// <summary>Its error record.</summary>
    public ErrorRecord? Terminating => (TerminatingException as IContainsErrorRecord)?.ErrorRecord;

    /// <summary>Whether the user stopped the pipeline.</summary>
    public bool Stopped { get; }

    public IReadOnlyList<T> OutputAs<T>() => [.. Output.Cast<T>()];

    internal static object? Unwrap(object? output) => output is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : output;
}
