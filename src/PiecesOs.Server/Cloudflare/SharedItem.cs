namespace PiecesOs.Server.Cloudflare;

/// <summary>One share as an account or organization sees it at the time of a request.</summary>
internal sealed record SharedItem(
    string Id, string Account, string AccountName, string Organization, string Name, string Target, string Kind, long Created, long Modified, string Status);
