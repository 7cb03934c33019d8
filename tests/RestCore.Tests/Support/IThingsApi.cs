using Refit;
using RestCore.Http;

namespace RestCore.Tests.Support;

/// <summary>An interface as a client would declare it.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IThingsApi
{
    [Get("/things/{thing}/parts/{part}")]
    Task<HttpResponseMessage> ThingPartResponseAsync(
        string thing, string part, bool? small = null, string? name = null, int? size = null, [AliasAs("last_one")] bool? lastOne = null);

    [Get("/things")]
    Task<HttpResponseMessage> ThingsListResponseAsync(CancellationToken cancellationToken = default);

    [Post("/things")]
    Task<ThingName> ThingCreateAsync([Body] JsonBody thing, bool? draft = null);

    [Put("/things/{thing}"), Headers(OperationHeaders.Safe)]
    Task<ThingName> ThingUpdateAsync(string thing, [Body] JsonBody body);

    [Delete("/things/{thing}")]
    Task<ThingName> ThingDeleteAsync(string thing);
}

/// <summary>What the responses are read as.</summary>
public sealed record ThingName(string Name, string? ResourceId);
