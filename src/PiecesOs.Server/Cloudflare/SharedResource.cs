namespace PiecesOs.Server.Cloudflare;

/// <summary>One resource of a share as it stands at the time of a request.</summary>
internal sealed record SharedResource(
    string Id, string Resource, string Type, string Account, string Meta, long Version, long Created, long Modified, string Status);
