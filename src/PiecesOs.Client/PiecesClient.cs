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
    /// <summary>Speaks to the server behind <paramref name="rest"/>.</summary>
    public PiecesClient(RestClient rest)
    {
        BaseAddress = (rest ?? throw new ArgumentNullException(nameof(rest))).BaseAddress;
        Assets = new AssetsApi(rest);
        Asset = new AssetApi(rest);
        Shares = new SharesApi(rest);
        Share = new ShareApi(rest);
        Linkify = new LinkifyApi(rest);
        Format = new FormatApi(rest);
        Materials = new MaterialsApi(rest);
        System = new SystemApi(rest);
    }

    /// <summary>The server's address, ending in a slash.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The Pieces Assets API.</summary>
    public AssetsApi Assets { get; }

    /// <summary>Single assets.</summary>
    public AssetApi Asset { get; }

    /// <summary>The Pieces Shares API.</summary>
    public SharesApi Shares { get; }

    /// <summary>The Pieces Share API.</summary>
    public ShareApi Share { get; }

    /// <summary>The Pieces Linkify API.</summary>
    public LinkifyApi Linkify { get; }

    /// <summary>Single formats.</summary>
    public FormatApi Format { get; }

    /// <summary>Counts and ids of what is stored.</summary>
    public MaterialsApi Materials { get; }

    /// <summary>Health, version, connect, user.</summary>
    public SystemApi System { get; }
}
