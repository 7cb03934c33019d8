using System.Runtime.CompilerServices;

namespace RestCore.Json;

/// <summary>
/// Splits a list response while it arrives: each element is returned as soon as its last byte has arrived, and no more
/// than one element is held. The list is a bare array or the value of a member; members before, beside and after
/// it are passed over, in any order, unless <see cref="JsonSiblings"/> keep them.
/// </summary>
public static class JsonListReader
{
    /// <summary>Reads the elements of the list in <paramref name="stream"/>.</summary>
    /// <param name="stream">UTF-8 JSON.</param>
    /// <param name="operation">The operation's name, for errors.</param>
    /// <param name="listPath">The member names that lead to the list: <c>iterable</c>, or <c>results</c>, <c>iterable</c>.
    /// An absent or null list has no elements.</param>
    /// <param name="cancellationToken">Ends the reading, also between elements that have arrived already.</param>
    /// <exception cref="MalformedResponseException">The text is not JSON or breaks off; complete elements have been returned.</exception>
    public static IAsyncEnumerable<JsonValue> ReadAsync(
        Stream stream, RestOperation operation, IReadOnlyList<string> listPath, CancellationToken cancellationToken = default) =>
        ReadAsync(stream, operation, listPath, siblings: null, isRequired: false, cancellationToken);

    /// <summary>Reads the elements of the list in <paramref name="stream"/>, and members beside it.</summary>
    /// <param name="stream">UTF-8 JSON.</param>
    /// <param name="operation">The operation's name, for errors.</param>
    /// <param name="listPath">The member names that lead to the list.</param>
    /// <param name="siblings">Keeps members of the object that holds the list, and of the objects around it. It is complete when the reading ends, also when
    /// it ends because something else stands in the place of the list.</param>
    /// <param name="isRequired">Whether an absent or null list, or a bare array without elements, is an error. Otherwise it has no elements.</param>
    /// <param name="cancellationToken">Ends the reading, also between elements that have arrived already.</param>
    /// <exception cref="MalformedResponseException">The text is not JSON or breaks off; complete elements have been returned.</exception>
    public static IAsyncEnumerable<JsonValue> ReadAsync(
        Stream stream,
        RestOperation operation,
        IReadOnlyList<string> listPath,
        JsonSiblings? siblings,
        bool isRequired,
        CancellationToken cancellationToken = default) =>
        ReadAsync(stream, operation, listPath, siblings, isRequired, acceptsEmptyArray: !isRequired, cancellationToken);

    /// <summary>Reads the elements of the list; a bare array without elements can be accepted although the list is required.</summary>
    internal static async IAsyncEnumerable<JsonValue> ReadAsync(
        Stream stream,
        RestOperation operation,
        IReadOnlyList<string> listPath,
        JsonSiblings? siblings,
        bool isRequired,
        bool acceptsEmptyArray,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (listPath is null)
            throw new ArgumentNullException(nameof(listPath));
        using var reader = new JsonByteReader(stream, operation, cancellationToken);

        var openObjects = 0;
        var found = false;
        MalformedResponseException? notAList = null;
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
                reader.Advance();
                if (await SeekMemberAsync(reader, listPath[openObjects], siblings).ConfigureAwait(false))
                {
                    openObjects++;
                    continue;
                }

                if (isRequired)
                    throw reader.Malformed($"there is no list '{string.Join(".", listPath)}'");
                break;
            }

            if (openObjects == 0 || isRequired || next != (byte)'n')
                notAList = reader.Malformed("a list was expected");
            if (notAList is not null && (siblings is null || openObjects == 0))
                throw notAList;
            await reader.SkipValueAsync().ConfigureAwait(false);
            break;
        }

        if (found)
        {
            reader.Advance();
            var more = await reader.PeekAsync().ConfigureAwait(false) != (byte)']';
            if (!more)
            {
                reader.Advance();
                if (!acceptsEmptyArray && openObjects < listPath.Count)
                    throw reader.Malformed($"there is no list '{string.Join(".", listPath)}'");
            }

            while (more)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return await reader.ReadValueAsync().ConfigureAwait(false);
                more = await reader.ReadCommaOrAsync((byte)']').ConfigureAwait(false);
            }
        }

        for (; openObjects > 0; openObjects--)
            await PassMembersAsync(reader, siblings).ConfigureAwait(false);
        await reader.ExpectEndAsync().ConfigureAwait(false);
        if (notAList is not null)
            throw notAList;
    }

    /// <summary>From inside an object to the value of the named member; false when the object ended without it.</summary>
    private static async ValueTask<bool> SeekMemberAsync(JsonByteReader reader, string name, JsonSiblings? siblings)
    {
        if (await reader.PeekAsync().ConfigureAwait(false) == (byte)'}')
        {
            reader.Advance();
            return false;
        }

        do
        {
            var member = await reader.ReadNameAsync().ConfigureAwait(false);
            if (member == name)
                return true;
            await PassValueAsync(reader, member, siblings).ConfigureAwait(false);
        }
        while (await reader.ReadCommaOrAsync((byte)'}').ConfigureAwait(false));
        return false;
    }

    /// <summary>From behind a member's value to behind the end of its object.</summary>
    private static async ValueTask PassMembersAsync(JsonByteReader reader, JsonSiblings? siblings)
    {
        while (await reader.ReadCommaOrAsync((byte)'}').ConfigureAwait(false))
            await PassValueAsync(reader, await reader.ReadNameAsync().ConfigureAwait(false), siblings).ConfigureAwait(false);
    }

    private static async ValueTask PassValueAsync(JsonByteReader reader, string? name, JsonSiblings? siblings)
    {
        if (name is not null && siblings?.Wants(name) == true)
            siblings.Keep(name, await reader.ReadValueAsync().ConfigureAwait(false));
        else
            await reader.SkipValueAsync().ConfigureAwait(false);
    }
}
