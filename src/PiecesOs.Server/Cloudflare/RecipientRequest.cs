using System.Text.Json;

namespace PiecesOs.Server.Cloudflare;

/// <summary>An account or an organization that a share is to go to; without an id the organization of the account that shares.</summary>
internal sealed record RecipientRequest(string? Id, bool IsOrganization)
{
    /// <summary>What a share for this recipient targets.</summary>
    public string Target => IsOrganization ? SharingWords.Organization : SharingWords.Account;

    /// <summary>Reads one; <c>account_id</c> is the old name of <c>recipient_account_id</c>.</summary>
    public static RecipientRequest Read(JsonElement body)
    {
        var organization = body.OptionalId("organization_id");
        var old = body.OptionalId("account_id");
        var account = body.OptionalId("recipient_account_id") ?? old;
        if (old is not null && old != account)
            throw CloudflareError.BadRequest("'account_id' is the deprecated name of 'recipient_account_id': they cannot differ.");
        return (account, organization) switch
        {
            ({ } id, null) => new RecipientRequest(id, IsOrganization: false),
            (null, var id) => new RecipientRequest(id, IsOrganization: true),
            _ => throw CloudflareError.BadRequest("A recipient is either 'recipient_account_id' or 'organization_id'."),
        };
    }
}
