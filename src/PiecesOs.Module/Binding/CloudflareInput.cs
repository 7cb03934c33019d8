using System.Collections;

namespace PiecesOs.Module;

/// <summary>Reads the input of Cloudflare cmdlets, including objects that were deserialized from a job or a file.</summary>
internal static class CloudflareInput
{
    private const string Namespace = "CloudflareSharing.Client.";

    /// <summary>The short name of a type of the service, such as <c>CloudflareShare</c>; <see langword="null"/> for any other type.</summary>
    public static string? KindOf(object? input)
    {
        var names = input is PSObject wrapped ? wrapped.TypeNames.ToArray() : [input?.GetType().FullName ?? string.Empty];
        var name = names.FirstOrDefault(static name => name.IndexOf(Namespace, StringComparison.Ordinal) >= 0);
        return name?.Substring(name.IndexOf(Namespace, StringComparison.Ordinal) + Namespace.Length);
    }

    /// <summary>The text of an ID. PowerShell parses an unquoted ID of digits as a number but keeps its text, except in a list.</summary>
    /// <exception cref="InvalidCastException">The text of a number was lost.</exception>
    /// <exception cref="ArgumentTransformationMetadataException">The text cannot be an ID.</exception>
    public static string? IdOf(object? input)
    {
        if (InputObject.Unwrap(input) is string { Length: > 0 } text)
            return IsId(text) ? text : throw CloudflareCmdletErrors.NotAnId(text);
        if (InputObject.TextOfNumber(input) is not { } number)
            return null;
        return number.IndexOf("E+", StringComparison.Ordinal) < 0 ? number : throw CloudflareCmdletErrors.IdReadAsNumber(number);
    }

    /// <summary>Converts an argument that may be a list.</summary>
    public static T[] ConvertAll<T>(object? input, Func<object?, T> convert) => InputObject.Unwrap(input) is IList list
        ? list.Cast<object?>().Select(item => Convert(item, convert)).ToArray()
        : [Convert(input, convert)];

    /// <summary>Converts an argument. PowerShell tries the other parameters only after a PSInvalidCastException.</summary>
    public static T Convert<T>(object? input, Func<object?, T> convert)
    {
        try
        {
            return convert(input);
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, new PSInvalidCastException(e.Message));
        }
    }

    /// <summary>Whether a text can be an ID. A name with a space or a wildcard cannot. The client rejects what would change the address.</summary>
    private static bool IsId(string text) => !text.Any(static character => char.IsWhiteSpace(character) || character == '*');
}
