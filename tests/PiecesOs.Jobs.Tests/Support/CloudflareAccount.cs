using System.Net.Http.Headers;
using System.Text.Json;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>What Cloudflare stores for the account of the jobs, read over plain HTTP and never through the module.</summary>
public sealed class CloudflareAccount : IDisposable
{
    /// <summary>The ID of the account.</summary>
    public const string Id = "023e105f4ecef8ad9ca31a8372d0c353";

    /// <summary>The sandbox's token that may read and change.</summary>
    public const string Token = "sandbox-cloudflare-edit-token-0123456789";

    private readonly HttpClient _http = new(new HttpClientHandler { UseProxy = false });

    internal CloudflareAccount(Uri address)
    {
        _http.BaseAddress = new Uri(address, $"client/v4/accounts/{Id}/");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    /// <summary>All shares.</summary>
    public Task<IReadOnlyList<StoredCloudflareShare>> GetSharesAsync() =>
        ListAsync("shares", static share => new StoredCloudflareShare(TextOf(share, "id"), TextOf(share, "name"), TextOf(share, "status")));

    /// <summary>The recipients of a share.</summary>
    public Task<IReadOnlyList<StoredRecipient>> GetRecipientsAsync(string shareId) =>
        ListAsync($"shares/{shareId}/recipients", static recipient => new StoredRecipient(TextOf(recipient, "id"), TextOf(recipient, "account_id"), TextOf(recipient, "association_status")));

    /// <summary>The resources of a share.</summary>
    public Task<IReadOnlyList<StoredResource>> GetResourcesAsync(string shareId) =>
        ListAsync($"shares/{shareId}/resources", static resource => new StoredResource(
            TextOf(resource, "id"), TextOf(resource, "resource_id"), TextOf(resource, "resource_type"), resource.GetProperty("meta").GetRawText(), TextOf(resource, "status")));

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string TextOf(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task<IReadOnlyList<T>> ListAsync<T>(string path, Func<JsonElement, T> read)
    {
        using var stream = await _http.GetStreamAsync(new Uri(path, UriKind.Relative));
        using var list = await JsonDocument.ParseAsync(stream);
        return [.. list.RootElement.GetProperty("result").EnumerateArray().Select(read)];
    }
}
