using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PowerShellDouble;

/// <summary>Everything a run of a cmdlet left behind.</summary>
public sealed class CmdletResult
{
    /// <summary>The objects written, out of their PSObject unless that is all there is.</summary>
    public List<object?> Output { get; } = [];

    public List<ErrorRecord> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<string> Debug { get; } = [];

    public List<ProgressRecord> Progress { get; } = [];

    public List<InformationRecord> Information { get; } = [];

    public List<ShouldProcessQuestion> ShouldProcessQuestions { get; } = [];

    public List<ShouldContinueQuestion> ShouldContinueQuestions { get; } = [];

    /// <summary>The error that ended the run, with its invocation filled in.</summary>
    public ErrorRecord? Terminating { get; internal set; }

    /// <summary>The exception a script would catch: ActionPreferenceStopException, ParameterBindingException, or what the cmdlet threw.</summary>
    public Exception? TerminatingException { get; internal set; }

    /// <summary>Whether the run was cut short by the user or by the command after it.</summary>
    public bool Stopped { get; internal set; }

    /// <summary>The parameter set in use at the end.</summary>
    public string ParameterSetName { get; internal set; } = "";

    public IReadOnlyList<T> OutputAs<T>() => [.. Output.Cast<T>()];
}
