using System.Text.Json;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>Counts and IDs of what is stored. Types are ASSETS, FORMATS, SHARES, TAGS, ANNOTATIONS, WEBSITES and others.</summary>
public static class MaterialsApiExtensions
{
    private const string Assets = "ASSETS";

    /// <summary><c>materials_metrics</c>: the number of assets.</summary>
    /// <exception cref="MalformedResponseException">The response has no count.</exception>
    public static Task<long> CountAssetsAsync(this IMaterialsApi api, CancellationToken cancellationToken = default) => api.CountAsync(Assets, cancellationToken);

    /// <summary><c>materials_metrics</c>: the number of materials of a type. A type that the server does not know has none.</summary>
    /// <exception cref="MalformedResponseException">The response has no count.</exception>
    public static async Task<long> CountAsync(this IMaterialsApi api, string materialType, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("material_type", materialType);
            writer.WriteEndObject();
        });
        using var response = await api.MaterialsMetricsResponseAsync(body, cancellationToken).ConfigureAwait(false);
        var json = await PiecesResponses.ReadObjectAsync(
            ResponseContent.Of(response), static json => json.Member("total_count").AsInt64() is >= 0, "an object with total_count", cancellationToken).ConfigureAwait(false);
        return json.Member("total_count").AsInt64()!.Value;
    }

    /// <summary><c>materials_identifiers</c>: the IDs of all assets.</summary>
    /// <exception cref="MalformedResponseException">The response has no list of IDs.</exception>
    public static Task<IReadOnlyList<string>> ListAssetsAsync(this IMaterialsApi api, CancellationToken cancellationToken = default) =>
        api.ListAsync(Assets, cancellationToken);

    /// <summary><c>materials_identifiers</c>: the IDs of all materials of a type. A type that the server does not know has none.</summary>
    /// <exception cref="MalformedResponseException">The response has no list of IDs.</exception>
    public static Task<IReadOnlyList<string>> ListAsync(this IMaterialsApi api, string materialType, CancellationToken cancellationToken = default) =>
        api.ListAsync(materialType, writeRange: null, cancellationToken);

    /// <summary><c>materials_identifiers</c>: the IDs of the assets that were changed at a time or later.</summary>
    /// <exception cref="MalformedResponseException">The response has no list of IDs.</exception>
    public static Task<IReadOnlyList<string>> ListAssetsUpdatedSinceAsync(
        this IMaterialsApi api, DateTimeOffset time, CancellationToken cancellationToken = default) => api.ListAsync(
        Assets,
        writer =>
        {
            writer.WriteStartObject("updated");
            writer.WriteTimestamp("from", time);
            writer.WriteEndObject();
        },
        cancellationToken);

    /// <summary>All IDs come in one response, because the request has no limit.</summary>
    private static async Task<IReadOnlyList<string>> ListAsync(
        this IMaterialsApi api, string materialType, Action<Utf8JsonWriter>? writeRange, CancellationToken cancellationToken)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("material_type", materialType);
            writeRange?.Invoke(writer);
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
