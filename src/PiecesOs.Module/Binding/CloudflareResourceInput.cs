using System.Collections;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A resource to share, specified as a resource of another share, a hashtable, or a row.</summary>
public sealed class CloudflareResourceInput
{
    /// <summary>The ID of the resource.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The type, such as gateway-policy.</summary>
    public string? ResourceType { get; init; }

    /// <summary>The account that owns it; <see langword="null"/> for the account that shares it.</summary>
    public string? ResourceAccountId { get; init; }

    /// <summary>Its metadata, if any.</summary>
    public IDictionary? Meta { get; init; }

    /// <summary>Its status in the share that it comes from, if any.</summary>
    public string? Status { get; init; }

    /// <summary>Converts a resource, a hashtable, or a row.</summary>
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
        _ => throw CloudflareCmdletErrors.NotAResource(input),
    };

    /// <summary>The type and the ID.</summary>
    public override string ToString() => $"{ResourceType} {ResourceId}".Trim();

    /// <summary>The request body.</summary>
    /// <param name="accountId">The account that shares it.</param>
    /// <exception cref="InputException">The ID or the type is missing, or the metadata cannot be converted to JSON.</exception>
    internal ShareResourceRequest ToRequest(string accountId) => new()
    {
        ResourceId = ResourceId ?? throw CloudflareCmdletErrors.ResourceIncomplete(nameof(ResourceId)),
        ResourceType = ResourceType ?? throw CloudflareCmdletErrors.ResourceIncomplete(nameof(ResourceType)),
        ResourceAccountId = ResourceAccountId ?? accountId,
        Meta = ObjectJson.ToElement(Meta, CloudflareCmdletErrors.MetaUnusable),
    };
}

/// <summary>Converts arguments to <see cref="CloudflareResourceInput"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareResourceTransformationAttribute() : EachTransformationAttribute<CloudflareResourceInput>(CloudflareResourceInput.From);
