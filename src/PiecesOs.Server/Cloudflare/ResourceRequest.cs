using System.Text.Json;

namespace PiecesOs.Server.Cloudflare;

/// <summary>A resource that is to be shared.</summary>
internal sealed record ResourceRequest(string Resource, string Type, string Account, string Meta)
{
    public static ResourceRequest Read(JsonElement body)
    {
        var type = body.RequiredText("resource_type");
        if (!SharingWords.ResourceTypes.Contains(type, StringComparer.Ordinal))
            throw CloudflareError.BadRequest($"'resource_type' must be one of {string.Join(", ", SharingWords.ResourceTypes)}, not '{type}'.");
        return new ResourceRequest(body.RequiredText("resource_id"), type, body.RequiredId("resource_account_id"), body.RequiredObject("meta"));
    }
}
