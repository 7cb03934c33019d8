using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations on a single format, which the API documents do not have and the vendor's own clients use.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IFormatApi
{
    /// <summary>Returns one format. Servers that do not have the operation return 404 "Route not found".</summary>
    [Get("/format/{format}")]
    Task<AssetFormat> FormatSnapshotAsync(string format, bool? transferable = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces the content of a format; see <see cref="FormatBody"/>.</summary>
    [Post("/format/update/value"), Headers(OperationHeaders.NamesResource)]
    Task<AssetFormat> FormatUpdateValueAsync([Body] JsonBody format, bool? transferable = null, CancellationToken cancellationToken = default);
}
