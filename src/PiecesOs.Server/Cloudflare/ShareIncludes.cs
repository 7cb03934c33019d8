namespace PiecesOs.Server.Cloudflare;

/// <summary>What a share is to come with.</summary>
internal readonly record struct ShareIncludes(bool Resources, bool RecipientCounts)
{
    public static ShareIncludes Read(IQueryCollection query) => new(query.Flag("include_resources"), query.Flag("include_recipient_counts"));
}
