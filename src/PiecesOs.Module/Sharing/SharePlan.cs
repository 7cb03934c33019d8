using System.Globalization;
using System.Text.Json;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Compares the wanted with the present shares.</summary>
internal static class SharePlan
{
    /// <summary>The creation of a share that does not exist.</summary>
    public static CloudflareShareChange Create(DesiredShare wanted)
    {
        var recipients = wanted.OrganizationId is { } organization ? $"organization {organization}" : string.Join(", ", wanted.Accounts);
        var excluded = wanted.Excluded.Count == 0 ? string.Empty : $" except {string.Join(", ", wanted.Excluded)}";
        return new(CloudflareShareAction.Create, CloudflareSharePart.Share, wanted.Name, wanted.Name)
        {
            Detail = $"{string.Join(", ", wanted.Resources)} with {recipients}{excluded}",
        };
    }

    /// <summary>The removal of a share that no file describes.</summary>
    public static CloudflareShareChange Remove(CloudflareShare share)
    {
        var name = share.Name ?? string.Empty;
        return new(CloudflareShareAction.Remove, CloudflareSharePart.Share, name, name) { ShareId = share.Id };
    }

    /// <summary>What differs in a share that exists.</summary>
    /// <exception cref="InputException">The share goes to an organization and the file wants accounts, or the reverse: Cloudflare cannot change that.</exception>
    public static IReadOnlyList<CloudflareShareChange> Compare(DesiredShare wanted, PresentShare present)
    {
        var share = present.Share;
        if (present.TargetsOrganization != wanted.OrganizationId is not null || (present.TargetsOrganization && !IsSame(share.OrganizationId, wanted.OrganizationId)))
            throw CloudflareCmdletErrors.ShareTargetDiffers(share.ToString(), share.Id!);

        var changes = new List<CloudflareShareChange>();
        var excluded = present.Excluded.Select(static recipient => recipient.ExcludedAccountId ?? string.Empty).ToArray();
        Add(CloudflareSharePart.ExcludedRecipient, wanted.Excluded, excluded);
        if (!present.TargetsOrganization)
            Add(CloudflareSharePart.Recipient, wanted.Accounts, [.. present.Active.Select(static recipient => recipient.RecipientAccountId ?? string.Empty)]);

        var resources = present.Resources.ToArray();
        foreach (var resource in wanted.Resources)
        {
            if (Array.Find(resources, resource.Is) is not { } found)
                changes.Add(New(CloudflareShareAction.Create, CloudflareSharePart.Resource, resource.ToString(), resource));
            else if (!ShareMeta.IsAsWanted(resource, found))
                changes.Add(New(CloudflareShareAction.Update, CloudflareSharePart.Resource, resource.ToString(), resource, found, $"meta {DescribeMeta(ShareMeta.Of(found))} to {ShareMeta.TextOf(resource.Meta)}"));
        }

        foreach (var resource in resources.Where(resource => !wanted.Resources.Any(one => one.Is(resource))))
            changes.Add(New(CloudflareShareAction.Remove, CloudflareSharePart.Resource, resource.ToString(), wanted: null, resource));
        return changes;

        void Add(CloudflareSharePart part, IReadOnlyCollection<string> ids, string[] presentIds)
        {
            foreach (var id in presentIds.Except(ids, StringComparer.OrdinalIgnoreCase))
                changes.Add(New(CloudflareShareAction.Remove, part, id));
            foreach (var id in ids.Except(presentIds, StringComparer.OrdinalIgnoreCase))
                changes.Add(New(CloudflareShareAction.Create, part, id));
        }

        CloudflareShareChange New(
            CloudflareShareAction action, CloudflareSharePart part, string target, DesiredResource? wanted = null, CloudflareShareResource? present = null, string detail = "") =>
            new(action, part, share.Name ?? string.Empty, target) { ShareId = share.Id, Wanted = wanted, Present = present, Detail = detail };
    }

    /// <summary>The changes of one share as a question.</summary>
    public static string Describe(IReadOnlyCollection<CloudflareShareChange> changes)
    {
        const int MaxNamed = 5;
        var named = changes.Take(MaxNamed).Select(static change => change.Kind == CloudflareSharePart.Share
            ? change.Action == CloudflareShareAction.Remove ? "Delete Cloudflare share" : $"Share {change.Detail}"
            : $"{VerbOf(change.Action)} {CloudflareShareChange.NameOf(change.Kind)} {change.Target}");
        var rest = changes.Count > MaxNamed ? string.Format(CultureInfo.InvariantCulture, "; and {0} more", changes.Count - MaxNamed) : string.Empty;
        return DisplayText.Safe(string.Join("; ", named) + rest);
    }

    private static string DescribeMeta(JsonElement meta) => meta.ValueKind == JsonValueKind.Undefined ? "{}" : ShareMeta.TextOf(meta);

    private static string VerbOf(CloudflareShareAction action) => action switch
    {
        CloudflareShareAction.Create => "Add",
        CloudflareShareAction.Update => "Change",
        _ => "Remove",
    };

    private static bool IsSame(string? id, string? other) => string.Equals(id, other, StringComparison.OrdinalIgnoreCase);
}
