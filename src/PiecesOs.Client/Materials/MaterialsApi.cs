using System.Text.Json;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>Counts and ids of what is stored, without the records. Servers before version 12.6 do not have these paths: they answer 404.</summary>
public sealed class MaterialsApi
{
    private const string Assets = "ASSETS";

    private readonly RestClient _rest;

    internal MaterialsApi(RestClient rest) => _rest = rest;

    /// <summary>POST /materials/metrics: the number of assets.</summary>
    /// <exception cref="MalformedResponseException">The answer has no count.</exception>
    public async Task<long> CountAssetsAsync(CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(static writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("material_type", Assets);
            writer.WriteEndObject();
        });
        var answer = await _rest.GetObjectAsync(
            RestRequest.Post("materials_metrics", "materials/metrics", body),
            static json => json.Member("total_count").AsInt64() is >= 0,
            "an object with total_count",
            cancellationToken).ConfigureAwait(false);
        return answer.Member("total_count").AsInt64()!.Value;
    }

    /// <summary>POST /materials/identifiers: the ids of the assets that were changed at a time or later.</summary>
    /// <exception cref="MalformedResponseException">The answer has no list of ids.</exception>
    public async Task<IReadOnlyList<string>> ListAssetsUpdatedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("material_type", Assets);
            writer.WriteStartObject("updated");
            writer.WriteTimestamp("from", time);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        var request = RestRequest.Post("materials_identifiers", "materials/identifiers", body);
        var answer = await _rest.GetObjectAsync(
            request, static json => json.Member("identifiers").ValueKind == JsonValueKind.Array, "an object with identifiers", cancellationToken).ConfigureAwait(false);
        return answer.Member("identifiers").EnumerateArray().Select(static id => id.AsText() ?? id.Member("id").AsText()).OfType<string>().ToArray();
    }
}
