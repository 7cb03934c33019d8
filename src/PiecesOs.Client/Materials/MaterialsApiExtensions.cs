using System.Text.Json;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>Counts and IDs of the assets that are stored.</summary>
public static class MaterialsApiExtensions
{
    private const string Assets = "ASSETS";

    /// <summary><c>materials_metrics</c>: the number of assets.</summary>
    /// <exception cref="MalformedResponseException">The response has no count.</exception>
    public static async Task<long> CountAssetsAsync(this IMaterialsApi api, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(static writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("material_type", Assets);
            writer.WriteEndObject();
        });
        using var response = await api.MaterialsMetricsResponseAsync(body, cancellationToken).ConfigureAwait(false);
        var json = await PiecesResponses.ReadObjectAsync(
            ResponseContent.Of(response), static json => json.Member("total_count").AsInt64() is >= 0, "an object with total_count", cancellationToken).ConfigureAwait(false);
        return json.Member("total_count").AsInt64()!.Value;
    }

    /// <summary><c>materials_identifiers</c>: the IDs of the assets that were changed at a time or later.</summary>
    /// <exception cref="MalformedResponseException">The response has no list of IDs.</exception>
    public static async Task<IReadOnlyList<string>> ListAssetsUpdatedSinceAsync(
        this IMaterialsApi api, DateTimeOffset time, CancellationToken cancellationToken = default)
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
        using var response = await api.MaterialsIdentifiersResponseAsync(body, cancellationToken).ConfigureAwait(false);
        var json = await PiecesResponses.ReadObjectAsync(
            ResponseContent.Of(response),
            static json => json.Member("identifiers").ValueKind == JsonValueKind.Array,
            "an object with identifiers",
            cancellationToken).ConfigureAwait(false);
        return json.Member("identifiers").EnumerateArray().Select(static id => id.AsText() ?? id.Member("id").AsText()).OfType<string>().ToArray();
    }
}
