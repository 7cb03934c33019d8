namespace PiecesOs.Module;

/// <summary>Reads input that stands for an asset or a share: wrapped objects, hashtables, and rows.</summary>
internal static class InputObject
{
    /// <summary>The object without PowerShell's wrapping.</summary>
    public static object? Unwrap(object? input) => input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    /// <summary>
    /// A property of an object without a type of ours: one that a job returned, a row of a CSV file, a custom object or a
    /// hashtable. Anything else (a process, a file) does not name an asset, even if it has such a property.
    /// </summary>
    public static string? PropertyOf(object? input, params string[] names) => ValueOf(input, names)?.ToString();

    /// <summary>The value of the first of these properties that is there and not empty; see <see cref="PropertyOf"/>.</summary>
    public static object? ValueOf(object? input, params string[] names)
    {
        var unwrapped = Unwrap(input);
        foreach (var name in names)
        {
            var value = unwrapped switch
            {
                System.Collections.IDictionary dictionary => dictionary[name],
                PSObject custom => custom.Properties[name]?.Value,
                _ => null,
            };
            if (value?.ToString() is { Length: > 0 })
                return value;
        }

        return null;
    }

    /// <summary>A file as a job or a remote session returns it; <see langword="null"/> for anything else.</summary>
    public static FileInfo? AsDeserializedFile(object? input) =>
        input is PSObject custom && custom.TypeNames.Contains("Deserialized.System.IO.FileInfo") && PropertyOf(custom, "FullName") is { } path
            ? new FileInfo(path)
            : null;

    /// <summary>The id as the server writes it, when the text is a UUID.</summary>
    public static string? AsId(string text) => Guid.TryParse(text, out var id) ? id.ToString("D") : null;
}
