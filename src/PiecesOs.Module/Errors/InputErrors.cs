using System.Runtime.InteropServices;

namespace PiecesOs.Module;

/// <summary>The errors about the input of the Pieces cmdlets and about the sandbox.</summary>
internal static class InputErrors
{
    public static InputException NoConfirmation(string target, string action, Exception? cause) => new(
        "NobodyToAsk",
        ErrorCategory.InvalidOperation,
        $"Nothing was changed: \"{action}\" on '{target}' needs confirmation, and no one can answer in this session.",
        "Use -Confirm:$false to make the change without confirmation. -WhatIf shows what would be changed.",
        cause);

    public static InputException InvalidAddress(Uri address) => new(
        "InvalidAddress",
        ErrorCategory.InvalidArgument,
        BindingMessages.NotAnAddress(address),
        "Specify a complete address, such as http://127.0.0.1:39300.");

    public static InputException AssetNotFound(string name) => new(
        "AssetNotFound",
        ErrorCategory.ObjectNotFound,
        $"No asset is named '{DisplayText.Of(name)}'.",
        "List the assets with Get-PiecesAsset, or search with Search-PiecesAsset.");

    public static InputException AssetWithoutContent(string? id) => new(
        "AssetWithoutContent",
        ErrorCategory.InvalidData,
        $"Asset {DisplayText.Of(id ?? "without ID")} has no content on the server.",
        "Check in Pieces that the asset has content.");

    public static InputException ShareNotFound(string text) => new(
        "ShareNotFound",
        ErrorCategory.ObjectNotFound,
        $"No share has the link, code or name '{DisplayText.Of(text)}'.",
        "List the shares with Get-PiecesShare.");

    public static InputException NameAmbiguous(string noun, string name, IReadOnlyCollection<string?> ids) => new(
        $"{noun}NameAmbiguous",
        ErrorCategory.InvalidArgument,
        $"{ids.Count} {noun.ToLowerInvariant()}s are named '{DisplayText.Of(name)}': {string.Join(", ", ids.Take(10))}{(ids.Count > 10 ? ", ..." : string.Empty)}",
        $"Specify the ID, or pipe the {noun.ToLowerInvariant()} to the command.");

    public static InputException ImpossibleRange(string lower, string relation, string upper) => new(
        "ImpossibleRange",
        ErrorCategory.InvalidArgument,
        $"No asset can match, because -{lower} is {relation} -{upper}.",
        $"Change the value of -{lower} or of -{upper}.");

    public static InputException TagNotFound(string name) => new(
        "TagNotFound",
        ErrorCategory.ObjectNotFound,
        $"No tag is named '{DisplayText.Of(name)}'.",
        "List the tags with Get-PiecesTag.");

    public static InputException NothingToSearch() => new(
        "NothingToSearch", ErrorCategory.InvalidArgument, "There is nothing to search for.", "Specify a query, tags or a filter.");

    public static InputException NothingToChange(string action) => new(
        "NothingToChange", ErrorCategory.InvalidArgument, "There is nothing to change.", action);

    public static InputException PatternMatchesSeveral(string pattern, IReadOnlyCollection<string?> ids) => new(
        "PatternMatchesSeveral",
        ErrorCategory.InvalidArgument,
        $"'{DisplayText.Of(pattern)}' matches {ids.Count} assets, which would all get the same name or content: {string.Join(", ", ids.Take(10))}{(ids.Count > 10 ? ", ..." : string.Empty)}",
        "Specify the ID, or pipe the assets to the command.");

    public static InputException ContentKindDiffers(string asset, bool isText) => new(
        "ContentKindDiffers",
        ErrorCategory.InvalidArgument,
        isText
            ? $"The content of '{DisplayText.Of(asset)}' is text, and the file is not, or it is larger than 16 MB."
            : $"The content of '{DisplayText.Of(asset)}' is not text, so a text cannot replace it.",
        isText ? "Specify a text file, or save the file as a new asset with New-PiecesAsset." : "Specify a file with -Path, or save the text as a new asset with New-PiecesAsset.");

    public static InputException NotOneFile(string path, int count) => new(
        "NotOneFile", ErrorCategory.InvalidArgument, $"'{DisplayText.Safe(path)}' matches {Quantity.Of(count, "file")}.", "Specify the path of one file.");

    public static InputException ChangeNotConfirmed(string what, string operation) => new(
        "ChangeNotConfirmed",
        ErrorCategory.InvalidResult,
        $"The response to {operation} does not show the change: {what}.",
        "Run Get-PiecesAsset to see whether the change was made before you repeat it.");

    public static InputException RelationUnknown(string asset, string relation) => new(
        "RelationUnknown",
        ErrorCategory.InvalidData,
        $"The server does not say which {relation} '{DisplayText.Of(asset)}' has, so they cannot be changed.",
        "Update Pieces OS, or change the asset in Pieces.");

    public static InputException ContentNotText(string asset) => new(
        "ContentNotText",
        ErrorCategory.InvalidData,
        $"The content of '{DisplayText.Of(asset)}' is not text.",
        "Write it to a file with Save-PiecesAsset, and replace it with Update-PiecesAsset -Path.");

    public static InputException ContentChanged(string asset) => new(
        "ContentChanged",
        ErrorCategory.InvalidOperation,
        $"The content of '{DisplayText.Of(asset)}' was changed on the server while it was edited. Nothing was saved.",
        "Compare the edited text with Get-PiecesAssetContent, and save it with Update-PiecesAsset -Path.");

    public static InputException ContentEmpty(string asset) => new(
        "ContentEmpty",
        ErrorCategory.InvalidData,
        $"The file of '{DisplayText.Of(asset)}' is empty after the edit. Nothing was saved.",
        "To delete the asset, use Remove-PiecesAsset.");

    public static InputException EditorNotFound(string problem, Exception? cause = null) => new(
        "EditorNotFound",
        ErrorCategory.ObjectNotFound,
        problem,
        "Set the variable VISUAL or EDITOR to the command of your editor, such as 'code --wait'. Quote a path that contains spaces.",
        cause);

    public static InputException EditorFailed(string command, int exitCode) => new(
        "EditorFailed",
        ErrorCategory.InvalidResult,
        $"The editor '{DisplayText.Of(command)}' ended with exit code {exitCode}. Nothing was saved.",
        "Check that the command in VISUAL or EDITOR opens a file and waits until it is closed.");

    public static InputException InvalidPath(string path, string problem) => new(
        "InvalidPath",
        ErrorCategory.InvalidArgument,
        $"'{DisplayText.Of(path)}' {problem}.",
        "Specify a path of the server, such as /assets.");

    public static InputException InvalidQuery(string name) => new(
        "InvalidQuery",
        ErrorCategory.InvalidArgument,
        $"The value of '{DisplayText.Of(name)}' in -Query is an object.",
        "Specify strings, numbers, Booleans, dates, or arrays of them.");

    public static InputException BodyUnusable(string problem) => new(
        "BodyUnusable",
        ErrorCategory.InvalidArgument,
        $"The body cannot be sent as JSON. {problem}",
        "Specify a hashtable, an object, or a string that contains JSON.");

    public static InputException UsersRequired() => new(
        "UsersRequired", ErrorCategory.InvalidArgument, "A private link must be shared with at least one user.", "Specify the users with -User.");

    public static InputException PrivateWithoutUsers(string share, Exception cause) => new(
        "PrivateWithoutUsers",
        ErrorCategory.InvalidOperation,
        $"{share} was not changed: it names no users, so making it private locks out everyone who has the link, and no one can confirm this in this session.",
        "Specify the users with -User, or use -Force to make the link private for everyone. -Confirm:$false does not confirm this.",
        cause);

    public static InputException UsersNotConfirmed(string share, IReadOnlyCollection<string> users) => new(
        "UsersNotConfirmed",
        ErrorCategory.InvalidResult,
        $"{share}: the server accepted the change, but does not confirm that {DisplayText.Of(string.Join(", ", users))} can open the link.",
        "Ask them to open it. If they cannot, create a new link with New-PiecesLink -Access Private -User, which the API describes.");

    public static InputException FileNotFound(string path, Exception cause) => new(
        "FileNotFound",
        ErrorCategory.ObjectNotFound,
        $"The file '{DisplayText.Safe(path)}' does not exist.",
        "Check the path. If it contains brackets, use -LiteralPath.",
        cause);

    public static InputException NoFileMatches(string pattern) => new(
        "NoFileMatches",
        ErrorCategory.ObjectNotFound,
        $"No file matches '{DisplayText.Safe(pattern)}'.",
        "Check the pattern. If it is the name of a file, use -LiteralPath.");

    public static InputException InvalidPattern(string pattern, Exception cause) => new(
        "InvalidPattern",
        ErrorCategory.InvalidArgument,
        $"'{DisplayText.Safe(pattern)}' is not a valid wildcard pattern, and no file has that name.",
        "Correct the pattern. If it is the name of a file, use -LiteralPath.",
        cause);

    public static InputException NotBytes(int count) => new(
        "NotBytes",
        ErrorCategory.InvalidType,
        $"{Quantity.Of(count, "number")} in the input cannot be saved: a number is neither text nor a byte. Nothing was saved from numbers or bytes.",
        "To save numbers as text, convert them to strings, such as with Out-String. To save bytes, use Get-Content -AsByteStream or a [byte[]].");

    public static InputException NameRequired(long bytes) => new(
        "NameRequired",
        ErrorCategory.InvalidArgument,
        $"{Quantity.Of(bytes, "byte")} cannot be saved without a name.",
        "Specify a name with -Name. Its extension determines the language, such as photo.png.");

    public static InputException ArgumentEmpty(string parameter) => new(
        "ArgumentEmpty",
        ErrorCategory.InvalidArgument,
        $"The argument of -{parameter} is empty.",
        $"Specify a value, or omit -{parameter}.");

    public static InputException FileEmpty(string path) => new(
        "FileEmpty", ErrorCategory.InvalidData, $"'{DisplayText.Safe(path)}' is empty: there is nothing to save.", "Leave out empty files.");

    public static InputException FileNotReadable(string path, Exception cause) => new(
        "FileNotReadable",
        ErrorCategory.ReadError,
        $"'{DisplayText.Safe(path)}' cannot be read: {DisplayText.Safe(cause.Message)}",
        "Check that you have permission to read it and that no other program is using it.",
        cause);

    public static InputException PathIsDirectory(string path) => new(
        "PathIsDirectory",
        ErrorCategory.InvalidArgument,
        $"'{DisplayText.Safe(path)}' is a folder, not a file.",
        "Use Get-ChildItem -File, or a wildcard in -Path.");

    public static InputException NotAFile(string path, string problem) => new(
        "NotAFile", ErrorCategory.InvalidArgument, $"'{DisplayText.Safe(path)}' {problem}.", "Specify the path of a file.");

    public static InputException SandboxMissing(string path) => new(
        "SandboxMissing", ErrorCategory.ObjectNotFound, $"The sandbox is missing from this module: '{path}' does not exist.", "Reinstall the module.");

    public static InputException SandboxTimedOut(TimeSpan timeout) => new(
        "SandboxTimedOut",
        ErrorCategory.OperationTimeout,
        $"The sandbox did not start within {Quantity.Seconds(timeout)}.",
        "Allow more time with -TimeoutSec, or try again when this computer is less busy.");

    public static InputException SandboxNotStarted(string output, string recommendation) => new(
        "SandboxNotStarted",
        ErrorCategory.InvalidOperation,
        $"The sandbox did not start: {DisplayText.Safe(output)}",
        recommendation);

    public static InputException SandboxRuntimeMissing(string problem, Exception? cause = null) => new(
        "SandboxRuntimeMissing",
        ErrorCategory.NotInstalled,
        $"The sandbox needs the ASP.NET Core Runtime 8.0 or later ({RuntimeInformation.ProcessArchitecture}). {problem}",
        "Install the ASP.NET Core Runtime from https://dotnet.microsoft.com/download and make sure that 'dotnet' is on PATH.",
        cause);
}
