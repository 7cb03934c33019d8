namespace PiecesOs.Module;

/// <summary>
/// Parameters that rows bind by the names of their columns. An empty cell means that nothing is specified, while an empty argument is an
/// error. A cell can contain a list.
/// </summary>
internal sealed class RowColumns
{
    private static readonly char[] s_separators = [',', ';', '\r', '\n'];

    private readonly HashSet<string> _arguments;

    /// <summary>Must be created before the first input is bound.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="names">The parameters.</param>
    /// <exception cref="TerminatingErrorException">An argument is empty.</exception>
    public RowColumns(PSCmdlet cmdlet, params string[] names)
    {
        var bound = cmdlet.MyInvocation.BoundParameters;
        _arguments = new HashSet<string>(bound.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (bound.TryGetValue(name, out var value) && IsEmpty(value))
                throw new TerminatingErrorException(ErrorFactory.Create(InputErrors.ArgumentEmpty(name), value));
        }
    }

    /// <summary>The value of a cell; <see langword="null"/> for an empty cell.</summary>
    public static string? Text(string? value) => value is { Length: > 0 } ? value : null;

    /// <summary>The values of a parameter. A cell of a row is split at commas, semicolons and line breaks; an argument is used as it is.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">Its value.</param>
    public string[] List(string name, string[]? value) => value switch
    {
        null => [],
        [{ } cell] when !_arguments.Contains(name) =>
            [.. cell.Split(s_separators).Select(static part => part.Trim()).Where(static part => part.Length > 0)],
        _ => [.. value.Where(static item => item is { Length: > 0 })],
    };

    private static bool IsEmpty(object? value) =>
        value is null or string { Length: 0 } or string[] { Length: 0 } || (value is string[] list && Array.Exists(list, string.IsNullOrEmpty));
}
