using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>The path of a request that a user typed, and its query.</summary>
internal static class RequestPath
{
    private static readonly Regex s_scheme = new("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The path with the query, relative to the address of the server.</summary>
    /// <param name="path">A path, with or without a slash at the beginning and a query at the end, or a complete address of the server.</param>
    /// <param name="query">More parameters of the query.</param>
    /// <param name="server">The address of the server, with a slash at the end.</param>
    /// <exception cref="InputException">The path leads elsewhere, or a value of the query is an object.</exception>
    public static string Resolve(string path, IDictionary? query, Uri server)
    {
        var relative = s_scheme.IsMatch(path) ? WithoutServer(path, server) : path;
        if (relative.IndexOf('\\') >= 0 || relative.StartsWith("//", StringComparison.Ordinal))
            throw InputErrors.InvalidPath(path, "is not a path of the server");
        if (relative.IndexOf('#') >= 0)
            throw InputErrors.InvalidPath(path, "contains '#', which starts a fragment. In a path or query, write %23");
        if (Uri.UnescapeDataString(relative.Split('?')[0]).Split('/', '\\').Any(static segment => segment is "." or ".."))
            throw InputErrors.InvalidPath(path, "contains the segment '.' or '..'");

        var parameters = string.Join("&", ParametersOf(query));
        if (parameters.Length > 0)
            relative += (relative.IndexOf('?') < 0 ? "?" : "&") + parameters;
        return relative.TrimStart('/');
    }

    private static string WithoutServer(string address, Uri server)
    {
        var start = server.AbsoluteUri.TrimEnd('/');
        return address.StartsWith(start, StringComparison.OrdinalIgnoreCase) && (address.Length == start.Length || address[start.Length] is '/' or '?')
            ? address.Substring(start.Length)
            : throw InputErrors.InvalidPath(address, $"is not an address of the server {server}");
    }

    private static IEnumerable<string> ParametersOf(IDictionary? query)
    {
        foreach (DictionaryEntry entry in query ?? new Hashtable())
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            foreach (var value in ValuesOf(InputObject.Unwrap(entry.Value)))
                yield return $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(TextOf(name, InputObject.Unwrap(value)))}";
        }
    }

    /// <summary>The elements of a list, and nothing for null.</summary>
    private static IEnumerable<object?> ValuesOf(object? value) => value switch
    {
        null => [],
        string or IDictionary => [value],
        IEnumerable several => several.Cast<object?>(),
        _ => [value],
    };

    private static string TextOf(string name, object? value) => value switch
    {
        bool or SwitchParameter => LanguagePrimitives.IsTrue(value) ? "true" : "false",
        DateTime time => time.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        PSObject or IEnumerable and not string => throw InputErrors.InvalidQuery(name),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
