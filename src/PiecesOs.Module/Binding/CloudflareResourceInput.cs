using System.Collections;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A thing to share, in any form in which one can be described: a resource of another share, a hashtable or a row.</summary>
public sealed class CloudflareResourceInput
{
    /// <summary>The id of the thing.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Its type, such as gateway-policy.</summary>
    public string? ResourceType { get; init; }

    /// <summary>The account it belongs to; <see langword="null"/> for the one that shares it.</summary>
    public string? ResourceAccountId { get; init; }

    /// <summary>Free data about it; <see langword="null"/> for none.</summary>
    public IDictionary? Meta { get; init; }

    /// <summary>Its status in the share it comes from; <see langword="null"/> when it comes from none.</summary>
    public string? Status { get; init; }

    /// <summary>Understands a resource, a hashtable and a row.</summary>
    /// <exception cref="InvalidCastException">It is none of these.</exception>
    public static CloudflareResourceInput From(object? input) => InputObject.Unwrap(input) switch
    {
        CloudflareResourceInput resource => resource,
        CloudflareShareResource resource => new CloudflareResourceInput
        {
            ResourceId = resource.ResourceId,
            ResourceType = resource.ResourceType,
            ResourceAccountId = resource.ResourceAccountId,
            Meta = resource.Meta as IDictionary,
            Status = resource.Status,
        },
        _ when InputObject.PropertyOf(input, "ResourceId") is { } id => new CloudflareResourceInput
        {
            ResourceId = id,
            ResourceType = InputObject.PropertyOf(input, "ResourceType"),
            ResourceAccountId = InputObject.PropertyOf(input, "ResourceAccountId"),
            Meta = InputObject.Unwrap(InputObject.ValueOf(input, "Meta")) as IDictionary,
            Status = InputObject.PropertyOf(input, "Status"),
        },
        _ => throw new InvalidCastException(
            $"'{DisplayText.Of(input ?? "null")}' is nothing to share: give a hashtable with ResourceId and ResourceType, or a resource of another share."),
    };

    /// <summary>The type and id.</summary>
    public override string ToString() => $"{ResourceType} {ResourceId}".Trim();

    /// <summary>What to send.</summary>
    /// <param name="accountId">The account that shares it.</param>
    /// <exception cref="InputException">Id or type is missing, or the meta cannot be sent.</exception>
    internal ShareResourceRequest ToRequest(string accountId) => new()
    {
        ResourceId = ResourceId ?? throw CloudflareCmdletErrors.ResourceIncomplete(nameof(ResourceId)),
        ResourceType = ResourceType ?? throw CloudflareCmdletErrors.ResourceIncomplete(nameof(ResourceType)),
        ResourceAccountId = ResourceAccountId ?? accountId,
        Meta = CloudflareMeta.ToJson(Meta),
    };
}
