using System.Threading.Tasks;
using Xunit;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>What the jobs of one class share: a sandbox, a slow server in front of it, and a PowerShell session.</summary>
public sealed class JobFixture : IAsyncLifetime
{
    private const int Seed = 20261;

    /// <summary>The sandbox.</summary>
    public Sandbox Sandbox { get; private set; } = null!;

    /// <summary>The slow server in front of the sandbox.</summary>
    public SlowServer SlowServer { get; private set; } = null!;

    /// <summary>The session.</summary>
    public PowerShellSession Session { get; } = new();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Sandbox = await Sandbox.StartAsync();
        SlowServer = await SlowServer.StartAsync(Sandbox.Address, Seed);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await SlowServer.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
