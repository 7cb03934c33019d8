using System.Collections;

namespace PiecesOs.Module;

/// <summary>The messages for values that a parameter of the Pieces cmdlets cannot accept. PowerShell adds the parameter name.</summary>
internal static class BindingMessages
{
    public static string NotAnAsset(object? input) => $"'{Show(input)}' does not name an asset. Specify an asset, its ID or its name.";

    public static string NotAShare(object? input) =>
        $"'{Show(input)}' does not name a share. Specify a share, its ID, its link or its short code. To get the shares of an asset, use Get-PiecesShare -Asset.";

    public static string NotText(object input) => $"An object of type {input.GetType().Name} is not text. Specify a string, such as the output of Out-String, or a file with -Path.";

    public static string NotBytes(object input) => $"An object of type {input.GetType().Name} is not a byte array. Specify a [byte[]].";

    public static string NotInFileSystem(string path) => $"'{DisplayText.Safe(path)}' is not a path in the file system.";

    public static string NotATime(string text) => $"'{DisplayText.Of(text)}' is not a date or time. Specify one such as 2024-01-31 or 2024-01-31T08:30.";

    public static string NotAnAge(object? value) => $"'{Show(value)}' is not a duration. Specify a number of days such as 30, or a positive TimeSpan such as 1.12:00:00.";

    public static string NotALanguage(string text, IReadOnlyCollection<string> similar) =>
        $"Pieces OS does not support the language or file type '{DisplayText.Safe(text)}'. "
        + (similar.Count > 0 ? $"Similar ones are {string.Join(", ", similar)}." : "Press Tab after -Language to list the supported ones.");

    public static string NotAnAddress(object input) => $"'{DisplayText.Of(input)}' is not an http or https address.";

    public static string NotAConnection(object input) => $"'{DisplayText.Of(input)}' is neither a connection nor an http or https address.";

    public static string NoConnection => "The value is null. If it is a variable, check its name, and whether the command that sets it succeeded.";

    public static string SeveralConnections(IList several) => $"There are {several.Count} values. Specify one connection.";

    public static string NotAFilter(object? input) => $"'{Show(input)}' is not a filter. Specify a hashtable.";

    public static string UnknownFilterKey(string? key, IEnumerable<string> keys) =>
        $"A filter has no key '{Show(key)}'. The keys are {string.Join(", ", keys)}.";

    public static string InvalidFilterValue(string key, object value) => $"'{DisplayText.Of(value)}' is not a valid value for the filter key {key}.";

    private static string Show(object? input) => DisplayText.Of(input ?? "null");
}
