namespace PiecesOs.Jobs.Tests.Support;

/// <summary>A recipient as Cloudflare stores it.</summary>
public sealed record StoredRecipient(string Id, string AccountId, string Status);
