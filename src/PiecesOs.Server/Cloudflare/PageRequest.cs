using System.Globalization;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Which part of a list is wanted.</summary>
internal sealed record PageRequest(int Number, int Size)
{
    private const int DefaultSize = 20;
    private const int MostSize = 100;

    /// <summary>How many items come before this page.</summary>
    public long Offset => (Number - 1L) * Size;

    /// <summary>
    /// Reads <c>page</c> and <c>per_page</c>. With one of them the other has its default; with none the whole list is
    /// meant, and the answer is null. 0 is allowed and counts as not given.
    /// </summary>
    public static PageRequest? Read(IQueryCollection query)
    {
        var number = Whole(query, "page", int.MaxValue);
        var size = Whole(query, "per_page", MostSize);
        return number == 0 && size == 0 ? null : new PageRequest(int.Max(number, 1), size == 0 ? DefaultSize : size);
    }

    private static int Whole(IQueryCollection query, string name, int most)
    {
        if (query.One(name) is not { } text)
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw CloudflareError.BadRequest(FormattableString.Invariant($"Query parameter '{name}' must be a whole number from 0 to {most}."));
    }
}

/// <summary>The items of one page, and how many there are on all pages.</summary>
internal sealed record PageResult<T>(IReadOnlyList<T> Items, long Total);
