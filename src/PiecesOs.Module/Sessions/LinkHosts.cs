using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The hosts that share links are opened at, which can fail while the personal cloud is running.</summary>
internal static class LinkHosts
{
    /// <summary>What their failure means for links; <see langword="null"/> when none has failed.</summary>
    public static string? ProblemOf(UserProfile? user)
    {
        if (user?.FailedLinkHosts is not { Count: > 0 } failed)
            return null;
        var hosts = string.Join(" and ", failed);
        return failed.Count > 1
            ? $"The personal cloud is connected, but the hosts of links have failed ({hosts}): links may be made, but they may not open."
            : $"The personal cloud is connected, but a host of links has failed ({hosts}): links to that host may not open.";
    }
}
