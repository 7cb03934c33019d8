namespace PiecesOs.Server.Cloudflare;

/// <summary>The items of one page, and how many there are on all pages.</summary>
internal sealed record Listing<T>(IReadOnlyList<T> Items, long Total);
