using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The accounts that occurred so far. Any ID is valid; an account has default values until they are set.</summary>
internal static class AccountTable
{
    /// <summary>The organization of accounts for which none was set.</summary>
    public const string DefaultOrganization = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    /// <summary>Adds the account if it is missing.</summary>
    public static void EnsureExists(DatabaseSession session, string account) =>
        session.Execute("INSERT OR IGNORE INTO cloudflare_accounts(id, name, organization) VALUES($1, $2, $3)", account, $"Account {account}", DefaultOrganization);

    /// <summary>Sets name and organization of an account; null keeps the current value.</summary>
    public static void Describe(DatabaseSession session, string account, string? name, string? organization, ChangeTimes times)
    {
        EnsureExists(session, account);
        session.Execute(
            "UPDATE cloudflare_accounts SET name = COALESCE($2, name), organization = COALESCE($3, organization) WHERE id = $1", account, name, organization);
        if (organization is not null)
            RecipientTable.AddMembers(session, organization, times);
    }

    public static string Organization(DatabaseSession session, string account) =>
        (string?)session.Scalar("SELECT organization FROM cloudflare_accounts WHERE id = $1", account) ?? DefaultOrganization;
}
