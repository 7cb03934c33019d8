using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>Counts and IDs of what is stored, without the records. Servers before version 12.6 do not have these paths: they return 404.</summary>
[Headers(OperationHeaders.AcceptJson, OperationHeaders.Safe)]
public interface IMaterialsApi
{
    /// <summary>Returns the number of materials of a type.</summary>
    [Post("/materials/metrics")]
    Task<HttpResponseMessage> MaterialsMetricsResponseAsync([Body] JsonBody query, CancellationToken cancellationToken);

    /// <summary>Returns the IDs of materials.</summary>
    [Post("/materials/identifiers")]
    Task<HttpResponseMessage> MaterialsIdentifiersResponseAsync([Body] JsonBody query, CancellationToken cancellationToken);
}
