using System.Management.Automation;

namespace PiecesOs.Module.Tests.Support;

/// <summary>A test with its own session and its own scripted server.</summary>
public abstract class CmdletTest : IAsyncDisposable
{
    private protected ScriptedServer Server { get; } = StartServer();

    private protected PowerShellSession Session { get; } = new();

    private protected PiecesOsConnection Connection { get; }

    protected CmdletTest() => Connection = new PiecesOsConnection(Server.Address, TimeSpan.FromSeconds(30));

    /// <summary>A server that accepts the registration of an application. <see cref="ScriptedServer.Log"/> omits that request.</summary>
    private protected static ScriptedServer StartServer() => ScriptedServer.Start().OnUnlogged("POST /connect", Reply.Json(Sample.Context()));

    /// <summary>Calls a cmdlet against the test's server.</summary>
    private protected CommandCall Command<T>()
        where T : Cmdlet => Session.Command<T>().With("Connection", Connection);

    /// <summary>The same, without prompting for confirmation.</summary>
    private protected CommandCall CommandWithoutConfirm<T>()
        where T : Cmdlet => Command<T>().With("Confirm", value: false);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Connection.Dispose();
        Session.Dispose();
        await Server.DisposeAsync();
    }
}
