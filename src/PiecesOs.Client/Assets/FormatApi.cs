using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operation on a single format, which the API documents do not have and the vendor's own clients use.</summary>
public sealed class FormatApi
{
    private readonly RestClient _rest;

    internal FormatApi(RestClient rest) => _rest = rest;

    /// <summary><c>format_snapshot</c>, GET /format/{format}: one format; 404 "Route not found" from servers that do not have it.</summary>
    public Task<AssetFormat> FormatSnapshotAsync(string format, bool? transferable = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("format").Segment(format).Query("transferable", transferable);
        var request = RestRequest.Get("format_snapshot", path.ToString());
        return _rest.GetResourceAsync(request, format, static json => new AssetFormat(json), cancellationToken);
    }
}
