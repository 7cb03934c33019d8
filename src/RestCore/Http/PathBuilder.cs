using System.Globalization;
using System.Text;

namespace RestCore.Http;

/// <summary>Builds a relative path with a query; every value is escaped here and nowhere else.</summary>
public sealed class PathBuilder
{
    private readonly StringBuilder _text = new();
    private bool _hasQuery;

    /// <summary>Starts with literal path text, such as <c>assets</c>.</summary>
    public PathBuilder(string path) => _text.Append(path);

    /// <summary>Adds a path segment that holds a value.</summary>
    /// <exception cref="ArgumentException">The value is empty, "." or "..", which would lead to another path.</exception>
    public PathBuilder Segment(string value)
    {
        if (value is null or "" or "." or "..")
            throw new ArgumentException($"'{value}' cannot stand in a path.", nameof(value));
        _text.Append('/').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>Adds literal path text.</summary>
    public PathBuilder Path(string path)
    {
        _text.Append('/').Append(path);
        return this;
    }

    /// <summary>Adds a query parameter; <see langword="null"/> leaves it out.</summary>
    public PathBuilder Query(string name, string? value)
    {
        if (value is null)
            return this;
        _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        _hasQuery = true;
        return this;
    }

    /// <summary>Adds a true/false query parameter; <see langword="null"/> leaves it out.</summary>
    public PathBuilder Query(string name, bool? value) =>
        Query(name, value switch { true => "true", false => "false", null => null });

    /// <summary>Adds a number query parameter; <see langword="null"/> leaves it out.</summary>
    public PathBuilder Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The path and query.</summary>
    public override string ToString() => _text.ToString();
}
