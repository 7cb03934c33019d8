using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>An object of Cloudflare Resource Sharing: a view over its JSON, from which nothing is lost.</summary>
public abstract class CloudflareResource : JsonResource
{
    /// <summary>Wraps <paramref name="json"/>.</summary>
    protected CloudflareResource(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The objects of an array member; empty when there is none.</summary>
    protected IReadOnlyList<T> GetArray<T>(string name, Func<JsonValue, T> create) => new JoinedList<T>([.. Member(name).EnumerateArray().Select(create)]);
}
