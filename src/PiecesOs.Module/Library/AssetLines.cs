using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Assets as lines of JSON, every member as the server sent it.</summary>
internal static class AssetLines
{
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 1000 };

    /// <summary>The line of an asset, without its end. A line break in valid JSON stands between tokens, never in a string.</summary>
    public static string Of(Asset asset) => asset.ToJson().Replace('\r', ' ').Replace('\n', ' ');

    /// <summary>The assets in a file, read one by one.</summary>
    /// <exception cref="InputException">A line is not JSON.</exception>
    public static async IAsyncEnumerable<Asset> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
#if NETFRAMEWORK
            var line = await reader.ReadLineAsync().ConfigureAwait(false);
#else
            var line = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
#endif
            if (line is null)
                yield break;
            if (line.Length > 0)
                yield return Parse(line, path);
        }
    }

    private static Asset Parse(string line, string path)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line), s_options);
            return new Asset(JsonElement.ParseValue(ref reader));
        }
        catch (JsonException)
        {
            throw LibraryErrors.Damaged(new ExportDamage(path, "has a line that is not JSON"));
        }
    }
}
