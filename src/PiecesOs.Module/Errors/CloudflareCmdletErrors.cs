namespace PiecesOs.Module;

/// <summary>What can be missing in what a user says about Cloudflare.</summary>
internal static class CloudflareCmdletErrors
{
    public static InputException NotConnected() => new(
        "CloudflareNotConnected", ErrorCategory.AuthenticationError, "There is no API token and no API key for Cloudflare.")
    {
        RecommendedAction =
            "Use Connect-CloudflareSharing, or set the variable CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.",
    };

    public static InputException EmailRequired() => new(
        "CloudflareEmailRequired", ErrorCategory.AuthenticationError, "An API key goes with the e-mail address it belongs to; there is none.")
    {
        RecommendedAction = "Give -Email, or the key as a credential, or set the variable CLOUDFLARE_EMAIL.",
    };

    public static InputException AccountRequired() => new(
        "CloudflareAccountRequired", ErrorCategory.InvalidArgument, "Which Cloudflare account is meant is not known.")
    {
        RecommendedAction = "Give -AccountId here or to Connect-CloudflareSharing, or set the variable CLOUDFLARE_ACCOUNT_ID.",
    };

    public static InputException ShareRequired(string id) => new(
        "CloudflareShareRequired", ErrorCategory.InvalidArgument, $"Which share '{DisplayText.Of(id)}' belongs to is not known.")
    {
        RecommendedAction = "Give -Share, or pass the object that a Get cmdlet returned.",
    };

    public static InputException RecipientRequired() => new(
        "CloudflareRecipientRequired", ErrorCategory.InvalidArgument, "No recipient was specified.")
    {
        RecommendedAction = "Specify -RecipientAccountId or -RecipientOrganizationId. New-CloudflareShare also accepts -WholeOrganization.",
    };

    public static InputException ResourceIncomplete(string missing) => new(
        "CloudflareResourceIncomplete", ErrorCategory.InvalidArgument, $"The resource has no {missing}.")
    {
        RecommendedAction = "Give ResourceId and ResourceType; ResourceAccountId is the account itself unless given, and Meta empty.",
    };

    public static InputException MetaUnusable(string problem) => new(
        "CloudflareMetaUnusable", ErrorCategory.InvalidArgument, $"The meta cannot be written as JSON: {problem}")
    {
        RecommendedAction = "Give a hashtable of texts, numbers, true or false, dates, arrays and hashtables.",
    };

    public static InputException WaitTimedOut(string what, string status, TimeSpan limit) => new(
        "CloudflareWaitTimedOut",
        ErrorCategory.OperationTimeout,
        $"{what}: Cloudflare accepted the change but did not complete it within {Quantity.Seconds(limit)}: {status}.")
    {
        RecommendedAction = "Allow more time with -TimeoutSec, or check again later with the Get cmdlet. Cloudflare continues with the change.",
    };

    public static InputException RecipientFailed(string failures) => new(
        "CloudflareRecipientFailed", ErrorCategory.InvalidResult, $"Cloudflare accepted the change but gave up on part of it: {failures}")
    {
        RecommendedAction = "Correct what the recipient lacks. Then remove the recipient or the resource, and add it again.",
    };
}
