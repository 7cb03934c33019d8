using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PowerShellDouble;

/// <summary>Stands for a runspace: its variables, its location, its host and the answers its user gives.</summary>
public sealed class DoubleSession : IDisposable
{
    public Runspace Runspace { get; } = new DoubleRunspace();

    public Guid RunspaceId => Runspace.InstanceId;

    public DoubleHost Host { get; } = new();

    public PSModuleInfo? Module { get; set; }

    /// <summary>The current file system location.</summary>
    public string Location { get; set; } = Directory.GetCurrentDirectory();

    public Dictionary<string, object?> Variables { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ErrorActionPreference"] = ActionPreference.Continue,
        ["ConfirmPreference"] = ConfirmImpact.High,
        ["WhatIfPreference"] = false,
        ["ProgressPreference"] = ActionPreference.Continue,
    };

    /// <summary>The answers to the next questions; a question with none left fails the cmdlet, as it does where nobody is there to ask.</summary>
    public Queue<ConfirmAnswer> ConfirmAnswers { get; } = new();

    /// <summary>Makes this the current thread's runspace until disposed, for code that runs outside a cmdlet (completers, module clean-up).</summary>
    public IDisposable Enter()
    {
        var previous = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = Runspace;
        return new Leave(previous);
    }

    public void Dispose() => Runspace.Dispose();

    private sealed class Leave(Runspace? previous) : IDisposable
    {
        public void Dispose() => Runspace.DefaultRunspace = previous;
    }
}
