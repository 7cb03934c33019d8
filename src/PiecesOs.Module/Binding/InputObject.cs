namespace PiecesOs.Module;

/// <summary>Reads input that identifies an asset or a share: wrapped objects, hashtables, and rows.</summary>
internal static class InputObject
{
    /// <summary>The object without its PSObject wrapper.</summary>
    public static object? Unwrap(object? input) => input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    /// <summary>
    /// A property of an object that has no type of this module: output of a job, a row of a CSV file, a custom object or a
    /// hashtable. Any other object (a process, a file) does not identify an asset, even if it has such a property.
    /// </summary>
    public static string? PropertyOf(object? input, params string[] names) => ValueOf(input, names)?.ToString();

    /// <summary>The value of the first of these properties that exists and is not empty; see <see cref="PropertyOf"/>.</summary>
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

    /// <summary>A deserialized file, as a job or a remote session returns it; <see langword="null"/> for anything else.</summary>
    public static FileInfo? AsDeserializedFile(object? input) =>
        input is PSObject custom && custom.TypeNames.Contains("Deserialized.System.IO.FileInfo") && PropertyOf(custom, "FullName") is { } path
            ? new FileInfo(path)
            : null;

    /// <summary>The ID in the server's spelling, if the text is a UUID.</summary>
    public static string? AsId(string text) => Guid.TryParse(text, out var id) ? id.ToString("D") : null;
}
