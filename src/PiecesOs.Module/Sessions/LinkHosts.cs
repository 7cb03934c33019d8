using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The hosts of share links, which can fail while the personal cloud is running.</summary>
internal static class LinkHosts
{
    /// <summary>A description of the failure for users; <see langword="null"/> if no host has failed.</summary>
    public static string? ProblemOf(UserProfile? user)
    {
        if (user?.FailedLinkHosts is not { Count: > 0 } failed)
            return null;
        var hosts = string.Join(" and ", failed);
        return failed.Count > 1
            ? $"The personal cloud is connected, but the hosts of links have failed ({hosts}): links can be created, but they may not open."
            : $"The personal cloud is connected, but a host of links has failed ({hosts}): links to that host may not open.";
    }
}
