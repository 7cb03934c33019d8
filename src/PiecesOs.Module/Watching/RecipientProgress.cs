using System.Globalization;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Collects which recipients have not reached the state that a change wants, and which have failed.</summary>
internal sealed class RecipientProgress(FailureBaseline baseline)
{
    /// <summary>How many recipients a message names.</summary>
    private const int MaxNamed = 5;

    private readonly List<string> _pending = [];
    private readonly List<string> _failures = [];

    /// <summary>Checks that a recipient has this status.</summary>
    public void Expect(CloudflareShareRecipient recipient, string status)
    {
        var failures = recipient.Resources.Where(resource => baseline.IsNewFailure(recipient, resource))
            .Select(resource => Describe(recipient, resource)).ToArray();
        var hasStatus = CloudflareStatus.Is(recipient.AssociationStatus, status);
        // Once a recipient is removed, its failures no longer matter.
        if (failures.Length > 0 && !(hasStatus && status == CloudflareStatus.Disassociated))
            _failures.AddRange(failures);
        else if (!hasStatus)
            _pending.Add(Describe(recipient));
    }

    /// <summary>Checks that a recipient has this version of a resource.</summary>
    public void Expect(CloudflareShareRecipient recipient, string? resourceId, long version)
    {
        var resource = recipient.Resources.FirstOrDefault(resource => resource.ResourceId == resourceId);
        if (resource is null)
            _pending.Add($"recipient {recipient} does not have it");
        else if (resource.ResourceVersion < version)
            _pending.Add(string.Format(CultureInfo.InvariantCulture, "recipient {0} has version {1} of {2}", recipient, resource.ResourceVersion, version));
        else if (baseline.IsNewFailure(recipient, resource))
            _failures.Add(Describe(recipient, resource));
        else if (resource.Error is { Length: > 0 } error)
            _pending.Add($"recipient {recipient} reports '{error}'");
        else if (!CloudflareStatus.Is(recipient.AssociationStatus, CloudflareStatus.Associated))
            _pending.Add(Describe(recipient));
    }

    /// <summary>Adds something that is not listed yet.</summary>
    public void AddMissing(string name) => _pending.Add($"{name} is not listed");

    /// <summary>The state of all recipients together.</summary>
    /// <param name="result">What to return when they are done.</param>
    /// <exception cref="InputException">Nothing is pending, and something has failed.</exception>
    public PollResult ToResult(object? result)
    {
        if (_pending.Count == 0)
            return _failures.Count == 0 ? PollResult.Done(result) : throw CloudflareCmdletErrors.RecipientFailed(string.Join("; ", _failures));
        var named = string.Join(", ", _pending.Take(MaxNamed));
        return PollResult.Pending(DisplayText.Safe(_pending.Count <= MaxNamed
            ? named
            : string.Format(CultureInfo.InvariantCulture, "{0} and {1} more", named, _pending.Count - MaxNamed)));
    }

    private static string Describe(CloudflareShareRecipient recipient, CloudflareShareRecipientResource resource) =>
        DisplayText.Safe($"recipient {recipient}, resource {resource}");

    /// <summary>The status, and the error that may be the reason. An old error does not fail the change but can explain the wait.</summary>
    private static string Describe(CloudflareShareRecipient recipient)
    {
        var failing = recipient.Resources.FirstOrDefault(static resource => resource.Error is { Length: > 0 });
        var reason = failing is null ? string.Empty : $" (resource {failing})";
        return $"recipient {recipient} is {recipient.AssociationStatus ?? "without a status"}{reason}";
    }
}
