using System.Management.Automation;

namespace PiecesOs.Module.Tests.Support;

/// <summary>A test with a session and a scripted server of its own.</summary>
public abstract class CmdletTest : IAsyncDisposable
{
    private protected ScriptedServer Server { get; } = StartServer();

    private protected PowerShellSession Session { get; } = new();

    private protected PiecesOsConnection Connection { get; }

    protected CmdletTest() => Connection = new PiecesOsConnection(Server.Address, TimeSpan.FromSeconds(30));

    /// <summary>A server that knows how to register an application; <see cref="ScriptedServer.Log"/> leaves that out.</summary>
    private protected static ScriptedServer StartServer() => ScriptedServer.Start().OnUnlogged("POST /connect", Reply.Json(Sample.Context()));

    /// <summary>A run of a cmdlet against the test's server.</summary>
    private protected CommandCall Command<T>()
        where T : Cmdlet => Session.Command<T>().With("Connection", Connection);

    /// <summary>The same, never asking for confirmation.</summary>
    private protected CommandCall Sure<T>()
        where T : Cmdlet => Command<T>().With("Confirm", value: false);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Connection.Dispose();
        Session.Dispose();
        await Server.DisposeAsync();
    }
}
