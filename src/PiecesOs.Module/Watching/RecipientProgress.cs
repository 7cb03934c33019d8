using System.Globalization;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Collects, recipient by recipient, what is not as a change wants it.</summary>
/// <param name="log">Which failures are old.</param>
internal sealed class RecipientProgress(FailureBaseline log)
{
    /// <summary>More would not fit into a line.</summary>
    private const int MaxNamed = 5;

    private readonly List<string> _open = [];
    private readonly List<string> _failures = [];

    /// <summary>A recipient that should have this status.</summary>
    public void Expect(CloudflareShareRecipient recipient, string wanted)
    {
        var failures = recipient.Resources.Where(resource => log.IsNewFailure(recipient, resource))
            .Select(resource => FailureBaseline.Describe(recipient, resource)).ToArray();
        var isThere = CloudflareStatus.Is(recipient.AssociationStatus, wanted);
        // What failed before a recipient was removed says nothing once it is.
        if (failures.Length > 0 && !(isThere && wanted == CloudflareStatus.Disassociated))
            _failures.AddRange(failures);
        else if (!isThere)
            _open.Add(Describe(recipient));
    }

    /// <summary>A recipient that should have this version of a resource.</summary>
    public void Expect(CloudflareShareRecipient recipient, string? resourceId, long version)
    {
        var resource = recipient.Resources.FirstOrDefault(one => one.ResourceId == resourceId);
        if (resource is null)
            _open.Add($"recipient {recipient} does not have it");
        else if (resource.ResourceVersion < version)
            _open.Add(string.Format(CultureInfo.InvariantCulture, "recipient {0} has version {1} of {2}", recipient, resource.ResourceVersion, version));
        else if (log.IsNewFailure(recipient, resource))
            _failures.Add(FailureBaseline.Describe(recipient, resource));
        else if (resource.Error is { Length: > 0 } error)
            _open.Add($"recipient {recipient} reports '{error}'");
        else if (!CloudflareStatus.Is(recipient.AssociationStatus, CloudflareStatus.Associated))
            _open.Add(Describe(recipient));
    }

    /// <summary>Something that is not there yet.</summary>
    public void Miss(string what) => _open.Add($"{what} is not listed");

    /// <summary>How far they are.</summary>
    /// <param name="result">What to return when they are done.</param>
    /// <exception cref="InputException">Nothing is open any more, and some have failed.</exception>
    public PollResult ToState(object? result)
    {
        if (_open.Count == 0)
            return _failures.Count == 0 ? PollResult.Done(result) : throw CloudflareCmdletErrors.RecipientFailed(string.Join("; ", _failures));
        var named = string.Join(", ", _open.Take(MaxNamed));
        return PollResult.Pending(DisplayText.Safe(_open.Count <= MaxNamed
            ? named
            : string.Format(CultureInfo.InvariantCulture, "{0} and {1} more", named, _open.Count - MaxNamed)));
    }

    /// <summary>Where it is, and the error that may be why; an old one is no failure, but it is what there is to see.</summary>
    private static string Describe(CloudflareShareRecipient recipient)
    {
        var failing = recipient.Resources.FirstOrDefault(static resource => resource.Error is { Length: > 0 });
        var reason = failing is null ? string.Empty : $" (resource {failing})";
        return $"recipient {recipient} is {recipient.AssociationStatus ?? "without a status"}{reason}";
    }
}
