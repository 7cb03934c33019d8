using System.Text.Json;

namespace CloudflareSharing.Client;

/// <summary>A thing to share (<c>resource-sharing_create_share_resource_request</c>).</summary>
public sealed class ShareResourceRequest
{
    /// <summary>The ID of the thing. That of a Gateway policy has 36 characters.</summary>
    public required string ResourceId { get; init; }

    /// <summary>
    /// custom-ruleset, gateway-policy, gateway-destination-ip, gateway-block-page-settings, gateway-extended-email-matching,
    /// idp-federation-grant, trust-grant, or a type newer than this client.
    /// </summary>
    public required string ResourceType { get; init; }

    /// <summary>The account that the thing belongs to.</summary>
    public required string ResourceAccountId { get; init; }

    /// <summary>Free data about it: a JSON object. Left out, an empty one is sent, because the server wants one.</summary>
    public JsonElement Meta { get; init; }

    /// <summary>Checks what the server would refuse anyway.</summary>
    /// <exception cref="ArgumentException">An ID or the type is empty, or meta is not an object.</exception>
    internal void Check(string parameterName)
    {
        CloudflareId.CheckNotEmpty(ResourceId, nameof(ResourceId));
        CloudflareId.CheckNotEmpty(ResourceAccountId, nameof(ResourceAccountId));
        if (string.IsNullOrEmpty(ResourceType))
            throw new ArgumentException($"The {nameof(ResourceType)} is empty.", parameterName);
        if (Meta.ValueKind != JsonValueKind.Undefined)
            CheckMeta(Meta, parameterName);
    }

    internal static void CheckMeta(JsonElement meta, string parameterName)
    {
        if (meta.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"The meta of a resource is a JSON {meta.ValueKind}; an object is expected.", parameterName);
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("resource_id", ResourceId);
        writer.WriteString("resource_type", ResourceType);
        writer.WriteString("resource_account_id", ResourceAccountId);
        writer.WritePropertyName("meta");
        if (Meta.ValueKind == JsonValueKind.Object)
        {
            Meta.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
