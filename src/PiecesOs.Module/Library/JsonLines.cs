using System.Runtime.CompilerServices;
using PiecesOs.Client;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>Reads a file of <see cref="JsonLinesWriter"/>. Only one line is in memory.</summary>
internal static class JsonLines
{
    /// <summary>Reads the assets in a file one by one.</summary>
    /// <exception cref="InputException">A line is not JSON.</exception>
    public static IAsyncEnumerable<Asset> ReadAssetsAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, static json => new Asset(json), cancellationToken);

    /// <summary>Reads the shares in a file one by one.</summary>
    /// <exception cref="InputException">A line is not JSON.</exception>
    public static IAsyncEnumerable<Share> ReadSharesAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, static json => new Share(json), cancellationToken);

    private static async IAsyncEnumerable<T> ReadAsync<T>(string path, Func<JsonValue, T> create, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = Open(path);
        await using var lines = JsonSequenceReader.ReadAsync(file, path).WithCancellation(cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await lines.MoveNextAsync())
                    yield break;
            }
            catch (MalformedResponseException)
            {
                throw LibraryErrors.Damaged(new ExportDamage(path, "has a line that is not JSON"));
            }

            yield return create(lines.Current);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LibraryErrors.Damaged(new ExportDamage(path, $"cannot be read: {DisplayText.Safe(e.Message)}"));
        }
    }
}
