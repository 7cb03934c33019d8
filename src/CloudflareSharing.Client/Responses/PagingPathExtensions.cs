using System.Globalization;
using RestCore.Http;

namespace CloudflareSharing.Client;

/// <summary>The query parameters of all lists.</summary>
internal static class PagingPathExtensions
{
    /// <summary>Adds <c>page</c> and <c>per_page</c>, each if it is given.</summary>
    public static PathBuilder Page(this PathBuilder path, long? page, int? perPage) =>
        path.Query("page", page?.ToString(CultureInfo.InvariantCulture)).Query("per_page", perPage);
}
