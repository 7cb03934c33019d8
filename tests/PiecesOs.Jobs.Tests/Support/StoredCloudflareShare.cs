namespace PiecesOs.Jobs.Tests.Support;

/// <summary>A share as Cloudflare stores it.</summary>
public sealed record StoredCloudflareShare(string Id, string Name, string Status);
