using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The typed client of Pieces OS: one property for each API document, one method for each operation.</summary>
/// <example>
/// <code>
/// using var transport = new RestTransport(new RestTransportOptions { BaseAddress = new Uri("http://localhost:39300") });
/// var pieces = new PiecesClient(new RestClient(transport));
/// await foreach (var asset in pieces.Assets.AssetsSnapshotAsync(transferables: false))
///     Console.WriteLine(asset.Name);
/// </code>
/// </example>
public sealed class PiecesClient
{
    private readonly RestClient _rest;

    /// <summary>Creates the client of the server behind <paramref name="rest"/>.</summary>
    public PiecesClient(RestClient rest)
    {
        _rest = rest ?? throw new ArgumentNullException(nameof(rest));
        Assets = rest.Create<IAssetsApi>(PiecesResponses.Converters);
        AssetStreams = new AssetStreams(rest);
        Asset = rest.Create<IAssetApi>(PiecesResponses.Converters);
        Shares = rest.Create<ISharesApi>(PiecesResponses.Converters);
        Share = rest.Create<IShareApi>(PiecesResponses.Converters);
        Linkify = rest.Create<ILinkifyApi>(PiecesResponses.Converters);
        Format = rest.Create<IFormatApi>(PiecesResponses.Converters);
        Library = rest.Create<ILibraryApi>(PiecesResponses.Converters);
        Materials = rest.Create<IMaterialsApi>(PiecesResponses.Converters);
        Relations = rest.Create<IRelationsApi>(PiecesResponses.Converters);
        Tags = rest.Create<ITagsApi>(PiecesResponses.Converters);
        Annotations = rest.Create<IAnnotationsApi>(PiecesResponses.Converters);
        System = rest.Create<ISystemApi>(PiecesResponses.Converters);
    }

    /// <summary>The server's address, ending in a slash.</summary>
    public Uri BaseAddress => _rest.BaseAddress;

    /// <summary>The Pieces Assets API.</summary>
    public IAssetsApi Assets { get; }

    /// <summary>The WebSockets of the Pieces Assets API.</summary>
    public AssetStreams AssetStreams { get; }

    /// <summary>Single assets.</summary>
    public IAssetApi Asset { get; }

    /// <summary>The Pieces Shares API.</summary>
    public ISharesApi Shares { get; }

    /// <summary>The Pieces Share API.</summary>
    public IShareApi Share { get; }

    /// <summary>The Pieces Linkify API.</summary>
    public ILinkifyApi Linkify { get; }

    /// <summary>Single formats.</summary>
    public IFormatApi Format { get; }

    /// <summary>Storing records of an export as they are, which Pieces OS itself does not have.</summary>
    public ILibraryApi Library { get; }

    /// <summary>Counts and IDs of what is stored.</summary>
    public IMaterialsApi Materials { get; }

    /// <summary>The relations of assets in stores that keep them apart.</summary>
    public IRelationsApi Relations { get; }

    /// <summary>Tags, and which assets have them.</summary>
    public ITagsApi Tags { get; }

    /// <summary>Descriptions and other annotations of assets.</summary>
    public IAnnotationsApi Annotations { get; }

    /// <summary>Health, version, connect, user.</summary>
    public ISystemApi System { get; }

    /// <summary>Sends a request to a path that no interface describes; see <see cref="RestClient.SendAsync"/>.</summary>
    public Task<ResponseContent> SendAsync(HttpMethod method, string path, JsonBody? body = null, CancellationToken cancellationToken = default) =>
        _rest.SendAsync(method, path, body, cancellationToken);
}
