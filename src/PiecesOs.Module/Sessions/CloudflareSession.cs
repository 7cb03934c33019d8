using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PiecesOs.Module;

/// <summary>The Cloudflare connection of one runspace. Runspaces share nothing.</summary>
internal sealed class CloudflareSession
{
    private static readonly ConditionalWeakTable<Runspace, CloudflareSession> s_sessions = new();

    private readonly object _lock = new();
    private CloudflareSharingConnection? _chosen;
    private CloudflareSharingConnection? _implicit;
    private CloudflareEnvironment? _environment;

    /// <summary>The connection that Connect-CloudflareSharing made; <see langword="null"/> when there is none.</summary>
    public CloudflareSharingConnection? Chosen
    {
        get
        {
            lock (_lock)
                return _chosen;
        }
    }

    /// <summary>The session of the runspace that this thread belongs to.</summary>
    public static CloudflareSession OfThisRunspace() =>
        Runspace.DefaultRunspace is { } runspace ? s_sessions.GetOrCreateValue(runspace) : new CloudflareSession();

    /// <summary>The connection that was chosen, or else the one of the environment variables as they are now; there may be none.</summary>
    public CloudflareSharingConnection? Current()
    {
        lock (_lock)
        {
            if (_chosen is not null)
                return _chosen;
            var environment = CloudflareEnvironment.Read();
            if (environment != _environment)
            {
                _implicit = CloudflareSharingConnection.From(environment);
                _environment = environment;
            }

            return _implicit;
        }
    }

    /// <summary>Makes a connection the one that is used. The one before stays open: a variable may hold it.</summary>
    public void Use(CloudflareSharingConnection? connection)
    {
        lock (_lock)
            _chosen = connection;
    }

    /// <summary>Forgets a connection that is about to be closed.</summary>
    public void Forget(CloudflareSharingConnection connection)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_chosen, connection))
                _chosen = null;
            if (ReferenceEquals(_implicit, connection))
                (_implicit, _environment) = (null, null);
        }
    }
}
