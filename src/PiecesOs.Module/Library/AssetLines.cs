using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Reads what <see cref="AssetLinesWriter"/> wrote. No more than one line is held, and it only as bytes.</summary>
internal static class AssetLines
{
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 1000 };

    /// <summary>The assets in a file, read one by one.</summary>
    /// <exception cref="InputException">A line is not JSON.</exception>
    public static async IAsyncEnumerable<Asset> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[64 * 1024];
        var start = 0;
        var searched = 0;
        var end = 0;
        while (true)
        {
            var lineEnd = Array.IndexOf(buffer, (byte)'\n', searched, end - searched);
            if (lineEnd >= 0)
            {
                yield return Parse(new ReadOnlyMemory<byte>(buffer, start, lineEnd - start), path);
                start = searched = lineEnd + 1;
                continue;
            }

            if (start > 0)
                Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            else if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            searched = end -= start;
            start = 0;
#pragma warning disable CA1835 // The overload with Memory<byte> is not there on .NET Framework.
            var read = await file.ReadAsync(buffer, end, buffer.Length - end, cancellationToken).ConfigureAwait(false);
#pragma warning restore CA1835
            if (read == 0)
                yield break;
            end += read;
        }
    }

    private static Asset Parse(ReadOnlyMemory<byte> line, string path)
    {
        try
        {
            var reader = new Utf8JsonReader(line.Span, s_options);
            return new Asset(JsonElement.ParseValue(ref reader));
        }
        catch (JsonException)
        {
            throw LibraryErrors.Damaged(new ExportDamage(path, "has a line that is not JSON"));
        }
    }
}
