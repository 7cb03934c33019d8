namespace PiecesOs.Jobs.Tests.Support;

/// <summary>A resource as Cloudflare stores it.</summary>
/// <param name="Id">The id within the share.</param>
/// <param name="ResourceId">The id of the thing that is shared.</param>
/// <param name="ResourceType">Its type.</param>
/// <param name="Meta">The free data about it, as JSON.</param>
/// <param name="Status">The status.</param>
public sealed record StoredResource(string Id, string ResourceId, string ResourceType, string Meta, string Status);
