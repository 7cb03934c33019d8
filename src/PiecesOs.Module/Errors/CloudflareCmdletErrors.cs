namespace PiecesOs.Module;

/// <summary>The errors and warnings that the Cloudflare cmdlets report themselves. <see cref="CloudflareErrorFactory"/> has those of the service.</summary>
internal static class CloudflareCmdletErrors
{
    public static InputException NotConnected() => new(
        "CloudflareNotConnected", ErrorCategory.AuthenticationError,
        "No Cloudflare API token or API key was found.",
        "Run Connect-CloudflareSharing, or set the variable CLOUDFLARE_API_TOKEN, or set CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY. To try things out, specify a sandbox with -Connection.");

    public static InputException EmailRequired() => new(
        "CloudflareEmailRequired", ErrorCategory.AuthenticationError,
        "An API key requires the email address that it belongs to.",
        "Specify -Email, specify the key as a credential, or set the variable CLOUDFLARE_EMAIL.");

    public static InputException AccountRequired() => new(
        "CloudflareAccountRequired", ErrorCategory.InvalidArgument,
        "No Cloudflare account was specified.",
        "Specify -AccountId here or with Connect-CloudflareSharing, or set the variable CLOUDFLARE_ACCOUNT_ID.");

    public static InputException ShareRequired(string id) => new(
        "CloudflareShareRequired", ErrorCategory.InvalidArgument,
        $"The share that '{DisplayText.Of(id)}' belongs to is not known.",
        "Specify -Share, or pass the object that a Get cmdlet returned.");

    public static InputException RecipientRequired() => new(
        "CloudflareRecipientRequired", ErrorCategory.InvalidArgument,
        "No recipient was specified.",
        "Specify -RecipientAccountId or -RecipientOrganizationId. New-CloudflareShare also accepts -WholeOrganization.");

    public static InputException ResourceIncomplete(string missing) => new(
        "CloudflareResourceIncomplete", ErrorCategory.InvalidArgument,
        $"The resource has no {missing}.",
        "Specify ResourceId and ResourceType. ResourceAccountId and Meta are optional.");

    public static InputException MetaUnusable(string problem) => new(
        "CloudflareMetaUnusable", ErrorCategory.InvalidArgument,
        $"The metadata cannot be converted to JSON. {problem}",
        "Specify a hashtable of strings, numbers, Booleans, dates, arrays, and hashtables.");

    public static InputException InvalidAddress(string text) => new(
        "InvalidAddress", ErrorCategory.InvalidArgument,
        $"'{DisplayText.Of(text)}' is not an http or https address without a user name.",
        "Specify a complete address, such as https://api.cloudflare.com/client/v4, with -BaseUri or the variable CLOUDFLARE_BASE_URL.");

    public static InputException InsecureAddress(Uri uri) => new(
        "InsecureAddress", ErrorCategory.SecurityError,
        $"The connection to '{DisplayText.Of(uri)}' is not encrypted, so others could read your token or key.",
        "Specify an https address. Use http only for a server on this computer, such as the sandbox.");

    public static InputException WaitTimedOut(string name, string status, TimeSpan limit) => new(
        "CloudflareWaitTimedOut", ErrorCategory.OperationTimeout,
        $"{name}: Cloudflare accepted the change but did not complete it within {Quantity.Seconds(limit)}: {status}.",
        "Allow more time with -TimeoutSec, or check again later with the Get cmdlet. Cloudflare continues with the change.");

    public static InputException RecipientFailed(string failures) => new(
        "CloudflareRecipientFailed", ErrorCategory.InvalidResult,
        $"Cloudflare accepted the change but gave up on part of it: {failures}",
        "Fix the problem that the message names. Then remove the recipient or the resource, and add it again.");

    public static InputException ShareNameNotFound(string name) => new(
        "CloudflareShareNameNotFound", ErrorCategory.ObjectNotFound,
        $"No Cloudflare share is named '{DisplayText.Of(name)}'.",
        "List the shares with Get-CloudflareShare.");

    public static InputException ShareNameAmbiguous(string name, IReadOnlyCollection<string?> ids) => new(
        "CloudflareShareNameAmbiguous", ErrorCategory.InvalidArgument,
        $"{ids.Count} Cloudflare shares are named '{DisplayText.Of(name)}': {string.Join(", ", ids.Take(10))}{(ids.Count > 10 ? ", ..." : string.Empty)}",
        "Specify the ID, or pipe the share to the command.");

    public static InputException ShareFileInvalid(string source, IReadOnlyCollection<string> problems, Exception? cause = null) => new(
        "CloudflareShareFileInvalid", ErrorCategory.InvalidData,
        DisplayText.Safe($"{source} does not describe shares: {string.Join("; ", problems.Take(5))}{(problems.Count > 5 ? $"; and {problems.Count - 5} more" : string.Empty)}."),
        "Correct the description. Export-CloudflareShare writes a valid one.",
        cause);

    public static InputException ShareFileEmpty(string source, int count) => new(
        "CloudflareShareFileInvalid", ErrorCategory.InvalidData,
        DisplayText.Safe($"{source} describes no shares, and -Prune would remove the account's {Quantity.Of(count, "share")}."),
        "Correct the description. To remove all shares, use Get-CloudflareShare and Remove-CloudflareShare.");

    public static InputException ShareTargetDiffers(string share, string id) => new(
        "CloudflareShareTargetDiffers", ErrorCategory.InvalidOperation,
        DisplayText.Safe($"The share {share} goes to accounts and is described for an organization, or the reverse, or to another organization. Cloudflare cannot change that."),
        $"Delete the share with Remove-CloudflareShare {id}, or give it another name in the description.");

    public static InputException SameId(string id, string owner) => new(
        "CloudflareIdMismatch", ErrorCategory.InvalidArgument,
        $"'{DisplayText.Of(id)}' is the ID of {owner}. An ID of another kind is required here.",
        "Specify the ID that a Get cmdlet returns, or pipe the object to the command.");

    /// <summary>Not an InvalidCastException, after which PowerShell would try other parameters and report something general.</summary>
    public static ArgumentTransformationMetadataException NotAnId(string text) => new(
        $"'{DisplayText.Of(text)}' is not an ID. Specify an ID or an object. To find a share by its name, use Get-CloudflareShare -Name.");

    public static InvalidCastException NotAnAccount(string type) =>
        new($"An object of type {type} is not an account. Specify the ID of an account, which has 32 hexadecimal digits.");

    public static InvalidCastException UuidIsNoAccount(string text) => new(
        $"'{DisplayText.Of(text)}' is a UUID, not the ID of an account, which has 32 hexadecimal digits. The account of a recipient is its property RecipientAccountId.");

    public static InvalidCastException NotAShare(object? input) =>
        new($"'{DisplayText.Of(input ?? "null")}' is not a Cloudflare share. Specify a share or its ID.");

    public static InvalidCastException NotA(Type type, object? input) =>
        new($"'{DisplayText.Of(input ?? "null")}' is not a {type.Name}. Specify the object or its ID.");

    public static InvalidCastException NotAResource(object? input) => new(
        $"'{DisplayText.Of(input ?? "null")}' cannot be shared. Specify a hashtable with ResourceId and ResourceType, or a resource of another share.");

    public static InvalidCastException IdReadAsNumber(string number) => new($"An ID was read as the number {number}. Enclose IDs in quotation marks.");

    public static InvalidCastException PlainTextSecret() =>
        new("Specify a SecureString or a credential, such as from Get-Secret, Read-Host -AsSecureString, or Get-Credential. Plain text would be kept in the history.");

    public static ArgumentTransformationMetadataException NotAConnection() => new(
        "This connection is closed, or it was not created in this session. A token or key is not serialized to a job or a file, so connect there.");

    /// <summary>The warning for a removed object that comes from another share.</summary>
    public static string Skipped(string name, string? status, string howToAdd) =>
        DisplayText.Safe($"{name} is {status} in the share that it comes from and was skipped. To add it anyway, specify it {howToAdd}.");
}
