using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operation on a single format, which the API documents do not have and the vendor's own clients use.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IFormatApi
{
    /// <summary>Returns one format. Servers that do not have the operation return 404 "Route not found".</summary>
    [Get("/format/{format}")]
    Task<AssetFormat> FormatSnapshotAsync(string format, bool? transferable = null, CancellationToken cancellationToken = default);
}
