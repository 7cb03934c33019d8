namespace PiecesOs.Server.Cloudflare;

/// <summary>The values of a statement that is put together from parts.</summary>
internal sealed class SqlValues
{
    private readonly List<object?> _values = [];

    /// <summary>Adds a value and answers the name that stands for it in the statement.</summary>
    public string Add(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"${_values.Count}");
    }

    public object?[] ToArray() => [.. _values];
}
