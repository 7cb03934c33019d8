using System.Text.Json;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>What Pieces OS stores, read over plain HTTP and never through the module.</summary>
public sealed class Library(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false });

    /// <summary>All assets, in the order of the server.</summary>
    public Task<IReadOnlyList<StoredAsset>> GetAssetsAsync() => ListAsync("assets?transferables=true", StoredAsset.From);

    /// <summary>All assets by their IDs.</summary>
    public async Task<IReadOnlyDictionary<string, StoredAsset>> GetAssetsByIdAsync() => (await GetAssetsAsync()).ToDictionary(static asset => asset.Id);

    /// <summary>All shares, in the order of the server.</summary>
    public Task<IReadOnlyList<StoredShare>> GetSharesAsync() => ListAsync("shares?transferables=false", StoredShare.From);

    /// <summary>Opens a link as a browser does.</summary>
    public async Task<(int Status, string Page)> OpenAsync(string link)
    {
        using var response = await _http.GetAsync(new Uri(link));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<T>> ListAsync<T>(string path, Func<JsonElement, T> read)
    {
        using var stream = await _http.GetStreamAsync(new Uri(address, path));
        using var list = await JsonDocument.ParseAsync(stream);
        return [.. list.RootElement.GetProperty("iterable").EnumerateArray().Select(read)];
    }
}
