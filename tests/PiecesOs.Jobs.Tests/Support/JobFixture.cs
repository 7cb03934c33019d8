using System.Collections.Concurrent;
using Xunit;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>The fixture of one class: a sandbox, a slow server in front of it, and a PowerShell session.</summary>
public sealed class JobFixture : IAsyncLifetime
{
    private const int Seed = 20261;

    /// <summary>
    /// A session for each class. All sessions are opened before the first job runs: a runspace that is opened while jobs run
    /// occasionally has no current location.
    /// </summary>
    private static readonly BlockingCollection<PowerShellSession> s_sessions = OpenSessions();

    /// <summary>The sandbox.</summary>
    public Sandbox Sandbox { get; private set; } = null!;

    /// <summary>The slow server in front of the sandbox.</summary>
    public SlowServer SlowServer { get; private set; } = null!;

    /// <summary>The session.</summary>
    public PowerShellSession Session { get; } = s_sessions.Take();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Sandbox = await Sandbox.StartAsync();
        SlowServer = await SlowServer.StartAsync(Sandbox.Address, Seed);
    }

    private static BlockingCollection<PowerShellSession> OpenSessions()
    {
        var classes = typeof(JobFixture).Assembly.GetTypes().Count(static type => !type.IsAbstract && typeof(JobTest).IsAssignableFrom(type));
        var sessions = new BlockingCollection<PowerShellSession>();
        for (var i = 0; i < classes; i++)
            sessions.Add(new PowerShellSession());
        return sessions;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await SlowServer.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
