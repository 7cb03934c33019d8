namespace PiecesOs.Server.Cloudflare;

/// <summary>One recipient of a share as it stands at the time of a request; <paramref name="Settled"/> when its last change had its time.</summary>
internal sealed record SharedRecipient(string Id, string Share, string Account, long Created, long Modified, bool Leaving, bool Settled, string Status, long Now);
