namespace PiecesOs.Jobs.Tests.Support;

/// <summary>A resource as Cloudflare stores it.</summary>
/// <param name="Id">The ID within the share.</param>
/// <param name="ResourceId">The ID of the shared object.</param>
/// <param name="ResourceType">Its type.</param>
/// <param name="Meta">Its metadata, as JSON.</param>
/// <param name="Status">The status.</param>
public sealed record StoredResource(string Id, string ResourceId, string ResourceType, string Meta, string Status);
