using System.Runtime.CompilerServices;

namespace RestCore.Json;

/// <summary>Reads JSON values that stand one after the other, as lines do in a file. No more than one is held.</summary>
public static class JsonSequenceReader
{
    /// <summary>Reads the values in <paramref name="stream"/>.</summary>
    /// <param name="stream">UTF-8 JSON values with white space between them.</param>
    /// <param name="operation">What is read, for errors.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MalformedResponseException">The text is not JSON or breaks off; complete values have been returned.</exception>
    public static async IAsyncEnumerable<JsonValue> ReadAsync(
        Stream stream, RestOperation operation, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = new JsonByteReader(stream, operation, cancellationToken);
        while (await reader.FindTokenAsync().ConfigureAwait(false))
            yield return await reader.ReadValueAsync().ConfigureAwait(false);
    }
}
