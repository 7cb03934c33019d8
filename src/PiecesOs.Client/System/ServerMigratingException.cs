using RestCore;

namespace PiecesOs.Client;

/// <summary>Pieces OS is running, but it is still opening or migrating its database.</summary>
public sealed class ServerMigratingException : RestException
{
    /// <summary>Names the server.</summary>
    /// <param name="address">The server's address.</param>
    /// <param name="waited">How long it was waited for, if it was.</param>
    public ServerMigratingException(Uri address, TimeSpan? waited = null)
        : base("get_well_known_health", Describe(address, waited)) => Address = address;

    /// <summary>The server's address.</summary>
    public Uri Address { get; }

    private static string Describe(Uri address, TimeSpan? waited)
    {
        if (waited is not { } time)
            return $"Pieces OS at {address} is migrating its database.";
        var seconds = Math.Round(time.TotalSeconds, 1);
        return FormattableString.Invariant($"Pieces OS at {address} was still migrating its database after {seconds} second{(seconds == 1 ? string.Empty : "s")}.");
    }
}
