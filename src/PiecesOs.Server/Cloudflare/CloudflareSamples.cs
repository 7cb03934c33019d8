using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>A few sample shares, always the same; README.md has the IDs.</summary>
internal static class CloudflareSamples
{
    /// <summary>The account that sent most of them.</summary>
    public const string Account = "023e105f4ecef8ad9ca31a8372d0c353";

    private const string Branch = "5c1e4f1b7f0d4a7e9b3a2d6c8e0f1a2b";
    private const string Partner = "9d8c7b6a5f4e4d3c2b1a09f8e7d6c5b4";
    private static readonly long First = new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Creates them, unless there are shares already.</summary>
    public static void Create(DatabaseSession session)
    {
        if (session.Scalar("SELECT 1 FROM cloudflare_shares LIMIT 1") is not null)
            return;
        AccountTable.Describe(session, Account, "Sandbox Head Office", organization: null, ChangeTimes.Immediate(First));
        AccountTable.Describe(session, Branch, "Sandbox Branch", organization: null, ChangeTimes.Immediate(First));
        AccountTable.Describe(session, Partner, "Sandbox Partner", "f0e1d2c3b4a5968778695a4b3c2d1e0f", ChangeTimes.Immediate(First));

        Share(session, 1, Account, "Managed WAF rules", [new(Branch, IsOrganization: false), new(Partner, IsOrganization: false)], "custom-ruleset");
        Share(session, 2, Account, "Gateway baseline", [new(Branch, IsOrganization: false)], "gateway-policy", "gateway-destination-ip");
        Share(session, 3, Account, "Block page", [new(AccountTable.DefaultOrganization, IsOrganization: true)], "gateway-block-page-settings");
        Share(session, 4, Account, "Partner sign-in", [new(Partner, IsOrganization: false)], "idp-federation-grant");
        Share(session, 5, Branch, "Phishing list", [new(Account, IsOrganization: false)], "gateway-extended-email-matching");
        var old = Share(session, 6, Account, "Retired rules", [new(Branch, IsOrganization: false)], "custom-ruleset");
        ShareTable.End(session, old, ChangeTimes.Immediate(First + TimeSpan.TicksPerDay));
    }

    private static string Share(DatabaseSession session, int number, string account, string name, RecipientRequest[] recipients, params ReadOnlySpan<string> types)
    {
        var now = First + (number * TimeSpan.TicksPerMinute);
        var share = ShareTable.Insert(session, account, name, recipients[0].Target, now, Id($"{number}"));
        foreach (var type in types)
            ResourceTable.Insert(session, share, new ResourceRequest(Id($"{number} {type}"), type, account, "{}"), ChangeTimes.Immediate(now), Id($"{number} resource {type}"));
        foreach (var recipient in recipients)
        {
            if (recipient.IsOrganization)
                RecipientTable.AddOrganization(session, share, recipient.Id!, ChangeTimes.Immediate(now));
            else
                RecipientTable.Add(session, share, recipient.Id!, ChangeTimes.Immediate(now));
        }

        return share;
    }

    private static string Id(string name) => NameBasedGuid.Of("cloudflare sample", name).Replace("-", "", StringComparison.Ordinal);
}
