using System.Runtime.CompilerServices;
using PiecesOs.Client;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>Reads a file of <see cref="AssetLinesWriter"/>. Only one asset is in memory.</summary>
internal static class AssetLines
{
    /// <summary>Reads the assets in a file one by one.</summary>
    /// <exception cref="InputException">A line is not JSON.</exception>
    public static async IAsyncEnumerable<Asset> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
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

            yield return new Asset(lines.Current);
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
