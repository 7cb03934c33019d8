using System.Collections;
using System.Globalization;
using System.Numerics;

namespace PiecesOs.Module;

/// <summary>Reads input that identifies an asset, a share or a file: wrapped objects, hashtables, rows, and numbers that are names.</summary>
internal static class InputObject
{
    /// <summary>The object without its PSObject wrapper.</summary>
    public static object? Unwrap(object? input) => input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    /// <summary>
    /// A property of an object that has no type of this module: output of a job, a row of a CSV file, a custom object or a
    /// hashtable. Any other object (a process, a file) does not identify an asset, even if it has such a property.
    /// </summary>
    public static string? PropertyOf(object? input, params string[] names) =>
        ValueOf(input, names) is { } value ? TextOfNumber(value) ?? value.ToString() : null;

    /// <summary>The value of the first of these properties that exists and is not empty; see <see cref="PropertyOf"/>.</summary>
    public static object? ValueOf(object? input, params string[] names)
    {
        var unwrapped = Unwrap(input);
        foreach (var name in names)
        {
            var value = unwrapped switch
            {
                IDictionary dictionary => dictionary[name],
                PSObject custom => custom.Properties[name]?.Value,
                _ => null,
            };
            if (value?.ToString() is { Length: > 0 })
                return value;
        }

        return null;
    }

    /// <summary>
    /// The text of a number, because a name or an ID of digits that is typed without quotation marks is parsed as a number. PowerShell
    /// keeps the text of an argument, such as 007, 1.50 or 0x10, but not of an element of a list. A number that was not typed (from a
    /// variable or a row) has its invariant text. <see langword="null"/> for anything else; also for a byte, which is content.
    /// </summary>
    public static string? TextOfNumber(object? input) =>
        Unwrap(input) is short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger
            ? (string)LanguagePrimitives.ConvertTo(input, typeof(string), CultureInfo.InvariantCulture)
            : null;

    /// <summary>
    /// The path of the file that the output of Resolve-Path, a file of a job or a remote session, or a row with a LiteralPath, FullName,
    /// PSPath or Path column specifies; <see langword="null"/> for anything else.
    /// </summary>
    public static string? FilePathOf(object? input) => Unwrap(input) switch
    {
        PathInfo resolved => resolved.Path,
        IDictionary row => PropertyOf(row, "LiteralPath", "FullName", "PSPath", "Path"),
        PSObject row when IsRowOrFile(row) => PropertyOf(row, "LiteralPath", "FullName", "PSPath", "Path"),
        _ => null,
    };

    /// <summary>Whether an object is a row, a deserialized file or deserialized output of Resolve-Path. Other deserialized objects, such as processes, can have a path too.</summary>
    private static bool IsRowOrFile(PSObject custom)
    {
        const string Deserialized = "Deserialized.";
        var type = custom.TypeNames.FirstOrDefault() ?? string.Empty;
        return !type.StartsWith(Deserialized, StringComparison.Ordinal)
            || type.Substring(Deserialized.Length) is "System.IO.FileInfo" or "System.IO.DirectoryInfo" or "System.Management.Automation.PathInfo" or "System.Management.Automation.PSCustomObject"
            || type.StartsWith(Deserialized + "Selected.", StringComparison.Ordinal);
    }

    /// <summary>The ID in the server's spelling, if the text is a UUID.</summary>
    public static string? AsId(string text) => Guid.TryParse(text, out var id) ? id.ToString("D") : null;
}
