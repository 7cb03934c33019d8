using System.Collections;
using System.Management.Automation;

namespace PiecesOs.Tests.Support;

/// <summary>One call of a command in its own pipeline, and its result.</summary>
public sealed class CommandCall
{
    private readonly PowerShellSession _session;
    private readonly PowerShell _shell = PowerShell.Create();
    private readonly Dictionary<string, object?> _arguments = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Action<object?>> _listeners = [];
    private readonly string? _command;
    private IEnumerable? _input;
    private int? _first;

    internal CommandCall(PowerShellSession session, string cmdlet, bool supportsShouldProcess)
    {
        _session = session;
        _shell.Runspace = session.Runspace;
        _command = cmdlet;
        // With -Verbose, PowerShell reports the actions that did not need confirmation.
        if (supportsShouldProcess)
            With("Verbose");
    }

    internal CommandCall(PowerShellSession session, string script)
    {
        _session = session;
        _shell.Runspace = session.Runspace;
        _shell.AddScript(script, useLocalScope: false);
    }

    /// <summary>Turns a switch on.</summary>
    public CommandCall With(string name) => With(name, value: true);

    /// <summary>Adds an argument. If a name is repeated, the last argument is used.</summary>
    public CommandCall With(string name, object? value)
    {
        _arguments[name] = value;
        return this;
    }

    /// <summary>Adds pipeline input.</summary>
    public CommandCall Input(params object?[] objects) => InputFrom(objects);

    /// <summary>Adds a sequence as pipeline input. The pipeline thread enumerates it as the command reads it.</summary>
    public CommandCall InputFrom(IEnumerable objects)
    {
        _input = objects;
        return this;
    }

    /// <summary>Adds -WhatIf.</summary>
    public CommandCall WhatIf() => With("WhatIf");

    /// <summary>Sets -ErrorAction.</summary>
    public CommandCall ErrorAction(ActionPreference preference) => With("ErrorAction", preference);

    /// <summary>Adds -Confirm and prepares the answers.</summary>
    public CommandCall Confirm(params ConfirmAnswer[] answers)
    {
        foreach (var answer in answers)
            _session.ConfirmAnswers.Enqueue(answer);
        return With("Confirm");
    }

    /// <summary>Adds <c>Select-Object -First</c>.</summary>
    public CommandCall First(int count)
    {
        _first = count;
        return this;
    }

    /// <summary>Sets an action for each output object. It runs on the pipeline thread while the object is written.</summary>
    public CommandCall OnOutput(Action<object?> listener)
    {
        _listeners.Add(listener);
        return this;
    }

    /// <summary>Sets an action for each verbose message.</summary>
    public CommandCall OnVerbose(Action<string> listener)
    {
        _shell.Streams.Verbose.DataAdding += (_, added) => listener(added.ItemAdded.ToString()!);
        return With("Verbose");
    }

    /// <summary>Runs the call to its end.</summary>
    public CommandResult Run() => RunAsync().WaitAsync(Patience.Limit).GetAwaiter().GetResult();

    /// <summary>Starts the call, for a test that observes or stops it.</summary>
    public async Task<CommandResult> RunAsync()
    {
        if (_input is not null)
            _shell.AddScript("foreach ($item in $args[0]) { , $item }").AddArgument(_input);
        if (_command is not null)
            _shell.AddCommand(_command).AddParameters(_arguments);
        if (_first is { } count)
            _shell.AddCommand("Select-Object").AddParameter("First", count);

        var output = new PSDataCollection<PSObject>();
        foreach (var listener in _listeners)
            output.DataAdding += (_, added) => listener(CommandResult.Unwrap(added.ItemAdded));

        var shown = _session.HostText.Length;
        var failure = await EndOf(_shell.BeginInvoke<PSObject, PSObject>(input: null, output));
        return new CommandResult(_shell, output, failure, _session.HostText[shown..]);
    }

    /// <summary>Stops the pipeline as Ctrl-C does, without waiting for its end.</summary>
    public void Stop() => _shell.BeginStop(callback: null, state: null);

    private async Task<Exception?> EndOf(IAsyncResult invocation)
    {
        try
        {
            await Task.Factory.FromAsync(invocation, _shell.EndInvoke);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
