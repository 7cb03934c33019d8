using System.Text.Json;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A share as a file describes it.</summary>
/// <param name="Name">The name, by which the share is found.</param>
/// <param name="Accounts">The accounts to share with; empty for a share with an organization.</param>
/// <param name="OrganizationId">The organization to share with; <see langword="null"/> for a share with accounts.</param>
/// <param name="Excluded">The accounts of the organization that do not receive the share.</param>
/// <param name="Resources">What is shared.</param>
internal sealed record DesiredShare(
    string Name, IReadOnlyList<string> Accounts, string? OrganizationId, IReadOnlyList<string> Excluded, IReadOnlyList<DesiredResource> Resources)
{
    /// <summary>The recipients of the request that creates the share.</summary>
    public ShareRecipientRequest[] ToRecipients() =>
        OrganizationId is { } organization ? [ShareRecipientRequest.Organization(organization)] : [.. Accounts.Select(ShareRecipientRequest.Account)];
}

/// <summary>A resource as a file describes it.</summary>
/// <param name="Id">The ID of the shared thing.</param>
/// <param name="Type">Its type.</param>
/// <param name="AccountId">The account that owns it; <see langword="null"/> for the account that shares it.</param>
/// <param name="Meta">Its metadata; undefined if the file does not say.</param>
internal sealed record DesiredResource(string Id, string Type, string? AccountId, JsonElement Meta)
{
    /// <summary>Whether this is the same resource, whatever its metadata.</summary>
    public bool Is(CloudflareShareResource resource) =>
        string.Equals(resource.ResourceId, Id, StringComparison.OrdinalIgnoreCase) && string.Equals(resource.ResourceType, Type, StringComparison.OrdinalIgnoreCase);

    /// <summary>The request body.</summary>
    public ShareResourceRequest ToRequest(string accountId) => new() { ResourceId = Id, ResourceType = Type, ResourceAccountId = AccountId ?? accountId, Meta = Meta };

    /// <summary>The type and the ID.</summary>
    public override string ToString() => $"{Type} {Id}";
}
