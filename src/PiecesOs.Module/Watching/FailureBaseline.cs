using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Distinguishes the failures of a change from those of an earlier one, which may still be on the record of a recipient: what was
/// there before the change and never went away is an old failure.
/// </summary>
/// <param name="before">The recipients before the change; <see langword="null"/> when they could not be read.</param>
internal sealed class FailureBaseline(IReadOnlyCollection<CloudflareShareRecipient>? before)
{
    /// <summary>The old failures of each recipient that has been read.</summary>
    private readonly Dictionary<string, HashSet<string>> _old = (before ?? []).GroupBy(static recipient => recipient.ToString(), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static one => one.Key, static one => TerminalFailuresOf(one.First()), StringComparer.OrdinalIgnoreCase);

    private bool _knowsBefore = before is not null;

    /// <summary>Records what is there now. A recipient that is not listed for a moment keeps its old failures.</summary>
    public void Read(IEnumerable<CloudflareShareRecipient> recipients)
    {
        foreach (var recipient in recipients)
        {
            var now = TerminalFailuresOf(recipient);
            if (_old.TryGetValue(recipient.ToString(), out var old))
                old.IntersectWith(now);
            else
                _old[recipient.ToString()] = _knowsBefore ? [] : now;
        }

        _knowsBefore = true;
    }

    /// <summary>Whether Cloudflare has given up this resource at this recipient since the change.</summary>
    public bool IsNewFailure(CloudflareShareRecipient recipient, CloudflareShareRecipientResource resource) =>
        IsTerminal(resource) && !(_old.TryGetValue(recipient.ToString(), out var old) && old.Contains(resource.ToString()));

    public static string Describe(CloudflareShareRecipient recipient, CloudflareShareRecipientResource resource) =>
        DisplayText.Safe($"recipient {recipient}, resource {resource}");

    /// <summary>The failures after which Cloudflare does not try again.</summary>
    private static HashSet<string> TerminalFailuresOf(CloudflareShareRecipient recipient) =>
        new(recipient.Resources.Where(IsTerminal).Select(static resource => resource.ToString()), StringComparer.Ordinal);

    private static bool IsTerminal(CloudflareShareRecipientResource resource) => resource is { IsTerminal: true, Error.Length: > 0 };
}
