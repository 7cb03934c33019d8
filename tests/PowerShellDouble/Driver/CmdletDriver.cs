using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Reflection;
using System.Threading.Tasks;

namespace PowerShellDouble;

/// <summary>Runs one cmdlet in a pipeline of its own, on a thread of its own, and keeps what it wrote.</summary>
public class CmdletDriver
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DoubleSession _session;
    private readonly Type _type;
    private readonly Dictionary<string, object?> _arguments = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Action<object?>> _listeners = [];
    private IEnumerable? _input;
    private int? _stopAfter;
    private PipelineRun? _run;

    public CmdletDriver(DoubleSession session, Type cmdlet)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(cmdlet);
        _session = session;
        _type = cmdlet;
    }

    /// <summary>Names an argument, of the cmdlet or a common one; a switch takes a bool.</summary>
    public CmdletDriver With(string parameter, object? value = null)
    {
        _arguments[parameter] = value;
        return this;
    }

    /// <summary>Pipes objects in; without any, an empty pipeline.</summary>
    public CmdletDriver Input(params object?[] objects) => InputFrom(objects);

    /// <summary>Pipes a sequence in, read on the pipeline thread as the cmdlet asks for it.</summary>
    public CmdletDriver InputFrom(IEnumerable objects)
    {
        _input = objects;
        return this;
    }

    public CmdletDriver WhatIf() => With("WhatIf", value: true);

    public CmdletDriver ErrorAction(ActionPreference preference) => With("ErrorAction", preference);

    /// <summary>Asks before every change and answers so; <c>With("Confirm", false)</c> never asks.</summary>
    public CmdletDriver Confirm(params ConfirmAnswer[] answers)
    {
        foreach (var answer in answers)
            _session.ConfirmAnswers.Enqueue(answer);
        return With("Confirm", value: true);
    }

    /// <summary>Stops the pipeline from behind, as <c>Select-Object -First</c> does: the call that writes object number <paramref name="objects"/> throws.</summary>
    public CmdletDriver StopAfter(int objects)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objects, 1);
        _stopAfter = objects;
        return this;
    }

    /// <summary>Calls back with each object on the pipeline thread while it is written, as the next command in a pipeline would get it.</summary>
    public CmdletDriver OnOutput(Action<object?> listener)
    {
        _listeners.Add(listener);
        return this;
    }

    /// <summary>Runs to the end; a run that does not end in a minute fails.</summary>
    public CmdletResult Run()
    {
        var run = RunAsync();
        return run.Wait(Patience) ? run.Result : throw new TimeoutException($"{_type.Name} has not ended in {Patience}.");
    }

    /// <summary>Starts the run, for a test that watches or stops it meanwhile.</summary>
    public Task<CmdletResult> RunAsync()
    {
        var attribute = _type.GetCustomAttribute<CmdletAttribute>()
            ?? throw new InvalidOperationException($"{_type} has no CmdletAttribute.");
        var info = new CmdletInfo($"{attribute.VerbName}-{attribute.NounName}", _type) { Module = _session.Module };
        var common = new CommonParameters(_session, attribute, _arguments);
        var invocation = new InvocationInfo(info, expectingInput: _input is not null);
        var cmdlet = Create();
        var runtime = new PipelineRuntime(_session, invocation, common, output => _listeners.ForEach(l => l(output))) { StopAfter = _stopAfter };
        _run = new PipelineRun(_session, cmdlet, runtime, invocation);
        return _run.Start(new Dictionary<string, object?>(_arguments, StringComparer.OrdinalIgnoreCase), _input);
    }

    /// <summary>Presses Ctrl-C: StopProcessing runs on this thread, never on the pipeline's.</summary>
    public void Stop() => (_run ?? throw new InvalidOperationException("Nothing runs yet.")).Stop();

    /// <summary>The engine makes cmdlets on the pipeline thread, where the runspace is the current one.</summary>
    private Cmdlet Create()
    {
        using (_session.Enter())
            return (Cmdlet)Activator.CreateInstance(_type)!;
    }
}
