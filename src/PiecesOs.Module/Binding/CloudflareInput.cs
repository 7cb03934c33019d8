using System.Globalization;

namespace PiecesOs.Module;

/// <summary>Tells the objects of the service apart, also those that came back from a job or a file.</summary>
internal static class CloudflareInput
{
    private const string Namespace = "CloudflareSharing.Client.";

    /// <summary>The short name of its type, such as <c>CloudflareShare</c>; <see langword="null"/> for anything that is none of the service's.</summary>
    public static string? KindOf(object? input)
    {
        var names = input is PSObject wrapped ? wrapped.TypeNames.ToArray() : [input?.GetType().FullName ?? string.Empty];
        var name = names.FirstOrDefault(static name => name.IndexOf(Namespace, StringComparison.Ordinal) >= 0);
        return name?.Substring(name.IndexOf(Namespace, StringComparison.Ordinal) + Namespace.Length);
    }

    /// <summary>
    /// The text of an id. One that looks like a number has been read as one when it was typed without quotes; the engine still
    /// knows how it was written, unless it stood in a list.
    /// </summary>
    public static string? IdOf(object? input) => InputObject.Unwrap(input) switch
    {
        string { Length: > 0 } text => text,
        int or long or decimal or double or System.Numerics.BigInteger => IdOfNumber(input!),
        _ => null,
    };

    private static string? IdOfNumber(object input)
    {
        var text = (string)LanguagePrimitives.ConvertTo(input, typeof(string), CultureInfo.InvariantCulture);
        return text.IndexOf("E+", StringComparison.Ordinal) < 0
            ? text
            : throw new InvalidCastException($"{text} was an id before it was read as a number: put ids in quotes.");
    }
}
