using System.Globalization;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The requested page of a list.</summary>
internal sealed record PageRequest(int Number, int Size)
{
    private const int DefaultSize = 20;
    private const int MaxSize = 100;

    /// <summary>How many items come before this page.</summary>
    public long Offset => (Number - 1L) * Size;

    /// <summary>
    /// Reads <c>page</c> and <c>per_page</c>. If one is missing, it has its default; if both are, the whole list is
    /// requested and the result is null. 0 is allowed and means missing.
    /// </summary>
    public static PageRequest? Read(IQueryCollection query)
    {
        var number = Whole(query, "page", int.MaxValue);
        var size = Whole(query, "per_page", MaxSize);
        return number == 0 && size == 0 ? null : new PageRequest(int.Max(number, 1), size == 0 ? DefaultSize : size);
    }

    private static int Whole(IQueryCollection query, string name, int max)
    {
        if (query.SingleValue(name) is not { } text)
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max
            ? number
            : throw CloudflareError.BadRequest(FormattableString.Invariant($"Query parameter '{name}' must be a whole number from 0 to {max}."));
    }
}

/// <summary>The items of one page, and how many there are on all pages.</summary>
internal sealed record PageResult<T>(IReadOnlyList<T> Items, long Total);
