using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>An object of Cloudflare Resource Sharing: a view over its JSON, from which nothing is lost.</summary>
public abstract class CloudflareResource : JsonResource
{
    /// <summary>Wraps <paramref name="json"/>.</summary>
    protected CloudflareResource(JsonElement json)
        : base(json)
    {
    }

    /// <summary>The objects of an array member; empty when there is none.</summary>
    protected IReadOnlyList<T> GetArray<T>(string name, Func<JsonElement, T> create)
    {
        var member = Member(name);
        return member.ValueKind == JsonValueKind.Array ? member.EnumerateArray().Select(create).ToArray() : [];
    }
}
