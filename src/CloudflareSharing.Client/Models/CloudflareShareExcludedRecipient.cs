using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>An account that does not receive a share, although the share targets its organization.</summary>
public sealed class CloudflareShareExcludedRecipient : CloudflareResource
{
    /// <summary>Wraps an excluded recipient as the server sent it.</summary>
    public CloudflareShareExcludedRecipient(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID of this exclusion; not that of its account.</summary>
    public string? Id => GetString("id");

    /// <summary>The account in whose path the exclusion was requested. Not part of the JSON, where <c>account_id</c> is <see cref="ExcludedAccountId"/>.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The share. Not part of the JSON.</summary>
    public string? ShareId { get; internal init; }

    /// <summary>The account that does not receive the share: <c>account_id</c> in the JSON.</summary>
    public string? ExcludedAccountId => GetString("account_id");

    /// <summary>When it was excluded.</summary>
    public DateTimeOffset? Created => GetDateTime("created");

    /// <summary>The days since it was excluded.</summary>
    public double? Age => DaysSince(Created);

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? Modified => GetDateTime("modified");

    /// <summary>The excluded account.</summary>
    public override string ToString() => ExcludedAccountId ?? Id ?? string.Empty;
}
