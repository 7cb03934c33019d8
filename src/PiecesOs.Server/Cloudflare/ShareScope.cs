using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>An account or organization whose sent and received shares are selected.</summary>
internal sealed record ShareScope
{
    private ShareScope(string id, string organization, bool isOrganization) =>
        (Id, Organization, IsOrganization) = (id, organization, isOrganization);

    public string Id { get; }

    /// <summary>The organization itself, or that of the account.</summary>
    public string Organization { get; }

    public bool IsOrganization { get; }

    public static ShareScope OfAccount(DatabaseSession session, string account) => new(account, AccountTable.Organization(session, account), isOrganization: false);

    public static ShareScope OfOrganization(string organization) => new(organization, organization, isOrganization: true);

    /// <summary>The condition under which a share (<c>s</c>, its account <c>a</c>) was sent.</summary>
    public string Sent(SqlParameters values) => IsOrganization ? $"a.organization = {values.Add(Id)}" : $"s.account = {values.Add(Id)}";

    /// <summary>The condition under which a share has a recipient here that can still see it.</summary>
    public string Received(SqlParameters values, string now)
    {
        var recipient = IsOrganization ? $"t.organization = {values.Add(Id)}" : $"r.account = {values.Add(Id)}";
        return $"""
            EXISTS(SELECT 1 FROM cloudflare_recipients r LEFT JOIN cloudflare_accounts t ON t.id = r.account
                   WHERE r.share = s.id AND {recipient} AND r.appears <= {now} AND NOT (r.leaving AND r.settles <= {now}))
            """;
    }
}

/// <summary>The parameters of a statement that is built from parts.</summary>
internal sealed class SqlParameters
{
    private readonly List<object?> _values = [];

    /// <summary>Adds a value and returns the name of its parameter.</summary>
    public string Add(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"${_values.Count}");
    }

    public object?[] ToArray() => [.. _values];
}
