using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Makes the recipients of a share match a list of accounts (operation <c>share-recipients-update</c>): whoever is missing is
/// added, whoever is not in the list is removed. Reads the recipients first (operation <c>share-recipients-list</c>), also
/// under -WhatIf, to say who that is. Not for a share with an organization.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CloudflareShareRecipient", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class SetCloudflareShareRecipientCommand : CloudflareShareChangeCmdlet
{
    /// <summary>All accounts that are to have the share; an empty list takes it from everybody.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyCollection]
    [ValidateNotNull]
    public string[] RecipientAccountId { get; set; } = [];

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        var place = PlaceOf(share);
        var wanted = RecipientAccountId.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var before = await ListAsync(place, cancellationToken).ConfigureAwait(false);
        var current = before.Where(static one => !CloudflareStatus.IsLeaving(one)).Select(static one => one.RecipientAccountId ?? string.Empty).ToArray();
        var added = wanted.Except(current, StringComparer.OrdinalIgnoreCase).ToArray();
        var removed = current.Except(wanted, StringComparer.OrdinalIgnoreCase).ToArray();
        // The list shows the present, which may lag behind what an earlier change wants: it is sent also when nothing seems to change.
        if (!await ShouldProcessAsync(share.ToString(), Describe(added, removed)).ConfigureAwait(false))
            return;
        await Api.ShareRecipientsUpdateAsync(place.AccountId, place.ShareId, [.. wanted.Select(ShareRecipientRequest.Account)], cancellationToken).ConfigureAwait(false);

        IReadOnlyCollection<CloudflareShareRecipient> result = PassThru && !Wait ? await ListAsync(place, cancellationToken).ConfigureAwait(false) : [];
        Finish(share.Input, $"share {share}", result, CloudflarePolling.UntilMatched(Api, place, wanted, new FailureBaseline(before)));
    }

    private Task<List<CloudflareShareRecipient>> ListAsync(SharePath place, CancellationToken cancellationToken) =>
        Api.ShareRecipientsListAsync(place.AccountId, place.ShareId, Wait ? true : null, perPage: PerPage, cancellationToken: cancellationToken)
            .ToListAsync(static one => one, cancellationToken);

    private static string Describe(IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed)
    {
        if (added.Count + removed.Count == 0)
            return "Keep the recipients as they are";
        var parts = new List<string>();
        if (added.Count > 0)
            parts.Add($"Add {(added.Count == 1 ? "recipient" : "recipients")} {string.Join(", ", added)}");
        if (removed.Count > 0)
            parts.Add($"{(parts.Count > 0 ? "remove" : "Remove")} {(removed.Count == 1 ? "recipient" : "recipients")} {string.Join(", ", removed)}");
        return DisplayText.Safe(string.Join("; ", parts));
    }
}
