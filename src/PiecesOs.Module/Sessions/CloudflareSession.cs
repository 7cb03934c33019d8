using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PiecesOs.Module;

/// <summary>The Cloudflare connection of one runspace. Runspaces do not share connections.</summary>
internal sealed class CloudflareSession
{
    private static readonly ConditionalWeakTable<Runspace, CloudflareSession> s_sessions = new();

    private readonly object _lock = new();
    private CloudflareSharingConnection? _implicit;
    private CloudflareEnvironment? _environment;

    /// <summary>The connection that Connect-CloudflareSharing created, if any.</summary>
    public CloudflareSharingConnection? Chosen { get; private set; }

    /// <summary>The session of the runspace that this thread belongs to.</summary>
    public static CloudflareSession OfThisRunspace() =>
        Runspace.DefaultRunspace is { } runspace ? s_sessions.GetOrCreateValue(runspace) : new CloudflareSession();

    /// <summary>The chosen connection, or else the one that the environment variables currently describe, if any.</summary>
    public CloudflareSharingConnection? Current()
    {
        lock (_lock)
        {
            if (Chosen is not null)
                return Chosen;
            var environment = CloudflareEnvironment.Read();
            if (environment != _environment)
            {
                _implicit = CloudflareSharingConnection.From(environment);
                _environment = environment;
            }

            return _implicit;
        }
    }

    /// <summary>Chooses a connection. The previous one stays open, because a variable may hold it.</summary>
    public void Use(CloudflareSharingConnection? connection)
    {
        lock (_lock)
            Chosen = connection;
    }

    /// <summary>Forgets a connection that is about to be closed.</summary>
    public void Forget(CloudflareSharingConnection connection)
    {
        lock (_lock)
        {
            if (ReferenceEquals(Chosen, connection))
                Chosen = null;
            if (ReferenceEquals(_implicit, connection))
                (_implicit, _environment) = (null, null);
        }
    }
}
