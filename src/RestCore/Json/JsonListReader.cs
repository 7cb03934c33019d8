using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace RestCore.Json;

/// <summary>
/// Splits a list response while it arrives: each element is handed on as soon as its last byte is there, and no more
/// than one element is held. The list is a bare array or the value of a member; members before, beside and after
/// it are passed over, in any order.
/// </summary>
public static class JsonListReader
{
    /// <summary>Reads the elements of the list in <paramref name="stream"/>.</summary>
    /// <param name="stream">UTF-8 JSON.</param>
    /// <param name="operation">The operation's name, for errors.</param>
    /// <param name="listPath">The member names that lead to the list: <c>iterable</c>, or <c>results</c>, <c>iterable</c>.
    /// An absent or null list has no elements.</param>
    /// <param name="cancellationToken">Ends the reading, also between elements that have arrived already.</param>
    /// <exception cref="MalformedResponseException">The text is not JSON or breaks off; elements that were whole have been handed on.</exception>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        Stream stream,
        string operation,
        IReadOnlyList<string> listPath,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (listPath is null)
            throw new ArgumentNullException(nameof(listPath));
        using var reader = new JsonByteReader(stream, operation, cancellationToken);

        var openObjects = 0;
        var found = false;
        while (true)
        {
            var next = await reader.PeekAsync().ConfigureAwait(false);
            if (next == (byte)'[')
            {
                found = true;
                break;
            }

            if (next == (byte)'{' && openObjects < listPath.Count)
            {
                reader.Take();
                if (await SeekMemberAsync(reader, listPath[openObjects]).ConfigureAwait(false))
                {
                    openObjects++;
                    continue;
                }

                break;
            }

            if (openObjects == 0 || next != (byte)'n')
                throw reader.Malformed("a list was expected");
            await reader.SkipValueAsync().ConfigureAwait(false);
            break;
        }

        if (found)
        {
            reader.Take();
            var more = await reader.PeekAsync().ConfigureAwait(false) != (byte)']';
            if (!more)
                reader.Take();
            while (more)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return await reader.ReadValueAsync().ConfigureAwait(false);
                more = await reader.TakeCommaOrAsync((byte)']').ConfigureAwait(false);
            }
        }

        for (; openObjects > 0; openObjects--)
            await SkipMembersAsync(reader).ConfigureAwait(false);
        await reader.ExpectEndAsync().ConfigureAwait(false);
    }

    /// <summary>From inside an object to the value of the named member; false when the object ended without it.</summary>
    private static async ValueTask<bool> SeekMemberAsync(JsonByteReader reader, string name)
    {
        if (await reader.PeekAsync().ConfigureAwait(false) == (byte)'}')
        {
            reader.Take();
            return false;
        }

        do
        {
            if (await reader.ReadNameAsync().ConfigureAwait(false) == name)
                return true;
            await reader.SkipValueAsync().ConfigureAwait(false);
        }
        while (await reader.TakeCommaOrAsync((byte)'}').ConfigureAwait(false));
        return false;
    }

    /// <summary>From behind a member's value to behind the end of its object.</summary>
    private static async ValueTask SkipMembersAsync(JsonByteReader reader)
    {
        while (await reader.TakeCommaOrAsync((byte)'}').ConfigureAwait(false))
        {
            await reader.ReadNameAsync().ConfigureAwait(false);
            await reader.SkipValueAsync().ConfigureAwait(false);
        }
    }
}
