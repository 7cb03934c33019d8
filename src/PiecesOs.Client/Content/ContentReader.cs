using System.Net;
using RestCore;

namespace PiecesOs.Client;

/// <summary>
/// Reads assets with their content. Real servers may leave content out although it was requested; then the formats of the asset are
/// requested, and after them the one format. Requests are sent one at a time. See decision 13.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="throttle">Sends one request at a time where readers share a server; <see langword="null"/> for a reader of its own.</param>
public sealed class ContentReader(PiecesClient client, ReadThrottle? throttle = null)
{
    /// <summary>One asset with its content, from the server. An asset that has none is returned without.</summary>
    /// <param name="id">The ID of the asset.</param>
    /// <param name="preview">Whether the form to show is wanted instead of the form that was saved.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RestException">A request failed.</exception>
    public async Task<Asset> ReadAsync(string id, bool preview = false, CancellationToken cancellationToken = default)
    {
        var asset = await ThrottleAsync(() => client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables: true, cancellationToken), cancellationToken).ConfigureAwait(false);
        await CompleteAsync(asset, preview, cancellationToken).ConfigureAwait(false);
        return asset;
    }

    /// <summary>Fetches the content of an asset that came without content although it was requested.</summary>
    /// <param name="asset">The asset, which receives the content.</param>
    /// <param name="preview">Whether the form to show is wanted instead of the form that was saved.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RestException">A request failed; a 404 only means that the content cannot be had in this way.</exception>
    public async Task CompleteAsync(Asset asset, bool preview = false, CancellationToken cancellationToken = default)
    {
        if (asset is null)
            throw new ArgumentNullException(nameof(asset));
        if (asset.HasContent(preview) || asset.Id is not { Length: > 0 })
            return;
        await TryAsync(() => client.Assets.ReadFormatsAsync(asset.Id, cancellationToken), asset.SetFormats, cancellationToken).ConfigureAwait(false);
        if (asset.HasContent(preview) || asset.GetWantedFormatId(preview) is not { Length: > 0 } format)
            return;
        await TryAsync(() => client.Format.FormatSnapshotAsync(format, transferable: true, cancellationToken), asset.AddFormat, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fetches the contents of all formats of an asset that came without some of them although they were requested.</summary>
    /// <param name="asset">The asset, which receives the contents.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RestException">A request failed; a 404 only means that the content cannot be had in this way.</exception>
    public async Task CompleteAllAsync(Asset asset, CancellationToken cancellationToken = default)
    {
        if (asset is null)
            throw new ArgumentNullException(nameof(asset));
        if (asset.HasContent() && !asset.HasAllContent())
            await TryAsync(() => client.Assets.ReadFormatsAsync(asset.Id!, cancellationToken), asset.SetFormats, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(asset, preview: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The format with its content; a format that came without is requested by itself.</summary>
    /// <param name="format">The format.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<AssetFormat> CompleteAsync(AssetFormat format, CancellationToken cancellationToken = default)
    {
        if (format is null)
            throw new ArgumentNullException(nameof(format));
        if (format.GetContent() is null && format.Id is { Length: > 0 } id)
            await TryAsync(() => client.Format.FormatSnapshotAsync(id, transferable: true, cancellationToken), single => format = single, cancellationToken).ConfigureAwait(false);
        return format;
    }

    private async Task TryAsync<T>(Func<Task<T>> read, Action<T> use, CancellationToken cancellationToken)
    {
        try
        {
            use(await ThrottleAsync(read, cancellationToken).ConfigureAwait(false));
        }
        catch (RestStatusException e) when (e.Status == HttpStatusCode.NotFound)
        {
            // The server does not know the path, or not the object: the next way may work.
        }
    }

    private Task<T> ThrottleAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken) =>
        throttle is null ? read() : throttle.RunAsync(read, cancellationToken);
}
