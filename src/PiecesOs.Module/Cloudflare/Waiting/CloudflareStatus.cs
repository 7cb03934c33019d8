using System;
using System.Collections.Generic;
using System.Linq;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Reads the statuses of shares, recipients and resources.</summary>
internal static class CloudflareStatus
{
    /// <summary>Whether nothing more will happen. What is under way ends in -ing, also, so one may expect, in statuses to come.</summary>
    public static bool IsFinal(string? status) => status?.EndsWith("ing", StringComparison.OrdinalIgnoreCase) != true;

    /// <summary>Whether the recipient has lost the share, or is about to.</summary>
    public static bool IsLeaving(CloudflareShareRecipient recipient) =>
        recipient.AssociationStatus?.StartsWith("disassociat", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The failures after which Cloudflare does not try again, each naming recipient and resource.</summary>
    public static IEnumerable<string> FailuresOf(CloudflareShareRecipient recipient) => recipient.Resources
        .Where(static resource => resource.IsTerminal == true && resource.Error is { Length: > 0 })
        .Select(resource => DisplayText.Safe($"recipient {recipient}, resource {resource}"));

    /// <summary>How far recipients are, once each is done or has failed.</summary>
    /// <param name="recipients">The recipients with their resources.</param>
    /// <param name="result">What to return when they are done.</param>
    /// <param name="counts">Which failures count.</param>
    /// <exception cref="InputException">All are settled, and some have failed.</exception>
    public static WaitState Of(IReadOnlyCollection<CloudflareShareRecipient> recipients, object? result, Func<string, bool>? counts = null)
    {
        var failures = recipients.ToDictionary(static one => one, one => FailuresOf(one).Where(counts ?? (static _ => true)).ToArray());
        var busy = recipients.FirstOrDefault(one => failures[one].Length == 0 && !IsFinal(one.AssociationStatus));
        if (busy is not null)
            return new WaitState(result, busy.AssociationStatus!, IsFinal: false);
        var all = failures.Values.SelectMany(static some => some).ToArray();
        return all.Length == 0
            ? new WaitState(result, recipients.FirstOrDefault()?.AssociationStatus ?? "done", IsFinal: true)
            : throw CloudflareInputErrors.RecipientFailed(string.Join("; ", all));
    }
}
