using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PiecesOs.Tests.Support;

/// <summary>A runspace of PowerShell itself, with the staged module imported through its manifest.</summary>
public sealed class PowerShellSession : IDisposable
{
    private readonly TestHost _host = new();

    static PowerShellSession() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    /// <summary>Opens a session.</summary>
    /// <param name="testCmdlets">Cmdlets of the tests, to add to those of the module.</param>
    public PowerShellSession(params Type[] testCmdlets)
    {
        ArgumentNullException.ThrowIfNull(testCmdlets);
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseNewThread;
        state.ImportPSModule([StagedModule.Manifest]);
        foreach (var cmdlet in testCmdlets)
            state.Commands.Add(new SessionStateCmdletEntry(NameOf(cmdlet), cmdlet, helpFileName: null));
        Runspace = RunspaceFactory.CreateRunspace(_host, state);
        Runspace.Open();
    }

    /// <summary>The runspace.</summary>
    public Runspace Runspace { get; }

    /// <summary>Everything that was shown to the user.</summary>
    public string HostText => _host.UI.Text;

    /// <summary>The user's answers to the next prompts. If none is left, a prompt fails, as in a noninteractive session.</summary>
    public Queue<ConfirmAnswer> ConfirmAnswers => _host.UI.ConfirmAnswers;

    /// <summary>The current file system location.</summary>
    public string Location
    {
        get => Runspace.SessionStateProxy.Path.CurrentFileSystemLocation.ProviderPath;
        set => Runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(value));
    }

    /// <summary>Creates a call of a cmdlet.</summary>
    public CommandCall Command(Type cmdlet)
    {
        ArgumentNullException.ThrowIfNull(cmdlet);
        return new CommandCall(this, NameOf(cmdlet), cmdlet.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess);
    }

    /// <summary>Creates a call of a cmdlet.</summary>
    public CommandCall Command<T>()
        where T : Cmdlet => Command(typeof(T));

    /// <summary>Runs a script to its end, as typed at the prompt.</summary>
    /// <param name="script">The script.</param>
    /// <param name="variables">Variables to set before it runs.</param>
    public CommandResult Run(string script, params (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables)
            Runspace.SessionStateProxy.SetVariable(name, value);
        return new CommandCall(this, script).Run();
    }

    /// <summary>Creates a call of a script, as typed at the prompt, for a test that observes or stops it.</summary>
    public CommandCall Script(string script) => new(this, script);

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();

    private static string NameOf(Type cmdlet)
    {
        var attribute = cmdlet.GetCustomAttribute<CmdletAttribute>() ?? throw new ArgumentException($"{cmdlet} is not a cmdlet.", nameof(cmdlet));
        return $"{attribute.VerbName}-{attribute.NounName}";
    }
}
