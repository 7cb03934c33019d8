using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>
/// The 16 operations of Cloudflare Resource Sharing, each under its own name. Changes are not immediate: what comes back
/// carries the status on the way, such as <c>deleting</c>.
/// </summary>
/// <remarks>
/// <para>Every method may throw a <see cref="RestCore.RestException"/>. An answer that says <c>success: false</c> is a
/// <see cref="RestCore.RestStatusException"/> also when its HTTP status is 200; <see cref="CloudflareErrors"/> reads its reasons.</para>
/// <para>An id that could change the address of a request is an <see cref="ArgumentException"/> before anything is sent.</para>
/// <para>Lists go through all pages. Elements are returned while they arrive, and the next page is requested meanwhile.
/// Without a page and a page size the server sends the whole list in one response.
/// A server that repeats a page is a <see cref="RestCore.MalformedResponseException"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// using var transport = CloudflareTransport.Create(CloudflareCredential.FromApiToken(token));
/// var sharing = new ResourceSharingApi(new RestClient(transport));
/// await foreach (var share in sharing.SharesListAsync(accountId))
///     Console.WriteLine(share.Name);
/// </code>
/// </example>
public sealed partial class ResourceSharingApi
{
    private readonly RestClient _rest;

    /// <summary>Speaks to the server behind <paramref name="rest"/>; see <see cref="CloudflareTransport"/>.</summary>
    public ResourceSharingApi(RestClient rest) => _rest = rest ?? throw new ArgumentNullException(nameof(rest));

    /// <summary>The server's address, ending in a slash.</summary>
    public Uri BaseAddress => _rest.BaseAddress;

    private static PathBuilder SharesOf(string accountId) =>
        new PathBuilder("accounts").Segment(CloudflareId.CheckSegment(accountId, nameof(accountId))).Path("shares");

    private static PathBuilder Share(string accountId, string shareId) =>
        SharesOf(accountId).Segment(CloudflareId.CheckSegment(shareId, nameof(shareId)));

    private static RestRequest Get(string operation, PathBuilder path) => RestRequest.Get(operation, path.ToString());

    private static RestRequest Post(string operation, PathBuilder path, Action<Utf8JsonWriter> body) =>
        RestRequest.Change(operation, path.ToString(), JsonBody.From(body));

    private static RestRequest Put(string operation, PathBuilder path, Action<Utf8JsonWriter> body) =>
        new(operation, HttpMethod.Put, path.ToString()) { Body = JsonBody.From(body), IsChange = true };

    private static RestRequest Delete(string operation, PathBuilder path) => new(operation, HttpMethod.Delete, path.ToString()) { IsChange = true };

    /// <summary>Sends the request and opens the envelope of its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The id of what the request names; <see langword="null"/> for something new.</param>
    /// <param name="create">Makes an object of the result.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    private async Task<T> SingleAsync<T>(RestRequest request, string? id, Func<JsonValue, T> create, CancellationToken cancellationToken)
    {
        var envelope = await _rest.GetJsonAsync(request, cancellationToken).ConfigureAwait(false);
        return create(Envelope.Open(_rest, request, envelope, id));
    }

    private IAsyncEnumerable<T> List<T>(
        string operation, Func<long?, PathBuilder> path, int? firstPage, int? perPage, Func<JsonValue, T> create, CancellationToken cancellationToken) =>
        PagedList<T>.ReadAsync(_rest, operation, path, firstPage, perPage, create, cancellationToken);
}
