using System.Runtime.CompilerServices;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Reads the batches of Pieces OS: the records with the IDs in the body, under the name of their type.</summary>
internal static class PiecesBatches
{
    /// <summary>The records while they arrive: only requested ones, each once.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        string type,
        IReadOnlyList<string> ids,
        Func<JsonBody, CancellationToken, Task<HttpResponseMessage>> send,
        Func<JsonValue, T> create,
        NotFoundIds? notFound,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        using var response = await send(Body(type, ids), cancellationToken).ConfigureAwait(false);
        var content = ResponseContent.Of(response);
        var records = content.ReadListAsync([type, "iterable"], (notFound ?? new NotFoundIds()).Siblings, isRequired: true, cancellationToken);
        await foreach (var json in records.ConfigureAwait(false))
        {
            if (PiecesResponses.IdOf(json) is not { } id)
                throw content.Malformed($"a list of objects with IDs was expected, but one of them is {PiecesResponses.Describe(json)}");
            if (!left.Remove(id))
                throw content.Malformed($"the requested records were expected once, but one of them is '{ShortLine.Of(id)}'");
            yield return create(json);
        }
    }

    private static JsonBody Body(string type, IReadOnlyList<string> ids) => JsonBody.From(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject(type);
        writer.WriteStartArray("iterable");
        foreach (var id in ids)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
