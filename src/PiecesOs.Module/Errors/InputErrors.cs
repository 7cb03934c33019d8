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

    public static InputException NothingToChange() => new(
        "NothingToChange", ErrorCategory.InvalidArgument, "There is nothing to change.", "Specify -Access, -User or -Name.");

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
        $"'{DisplayText.Safe(path)}' is a directory, not a file.",
        "Use Get-ChildItem -File, or a wildcard in -Path.");

    public static InputException NotAFile(string path, string problem) => new(
        "NotAFile", ErrorCategory.InvalidArgument, $"'{DisplayText.Safe(path)}' {problem}.", "Specify the path of a file.");

    public static InputException SandboxMissing(string path) => new(
        "SandboxMissing", ErrorCategory.ObjectNotFound, $"The sandbox is missing from this module: '{path}' does not exist.", "Reinstall the module.");

    public static InputException SandboxTimedOut(TimeSpan timeout) => new(
        "SandboxTimedOut",
        ErrorCategory.OperationTimeout,
        $"The sandbox did not start within {Quantity.Seconds(timeout)}.",
        "Allow more time with -TimeoutSec, or try again when this machine is less busy.");

    public static InputException SandboxNotStarted(string output) => new(
        "SandboxNotStarted",
        ErrorCategory.InvalidOperation,
        $"The sandbox did not start: {DisplayText.Of(output)}",
        "Check that the port is free and that the data file can be written.");

    public static InputException SandboxRuntimeMissing(string problem, Exception? cause = null) => new(
        "SandboxRuntimeMissing",
        ErrorCategory.NotInstalled,
        $"The sandbox needs the ASP.NET Core Runtime 8.0 or later ({RuntimeInformation.ProcessArchitecture}). {problem}",
        "Install the ASP.NET Core Runtime from https://dotnet.microsoft.com/download and make sure that 'dotnet' is on PATH.",
        cause);
}
