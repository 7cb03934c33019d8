using System.Globalization;
using System.Net;
using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>What Cloudflare's answers mean. All other failures are the same for every service; see <see cref="ErrorFactory"/>.</summary>
internal static class CloudflareErrorFactory
{
    /// <summary>The record for a failure, without the secret, should the server have echoed it.</summary>
    public static ErrorRecord Create(Exception exception, object? target, SecretText? secret) => ErrorFactory.WithoutSecret(
        exception, target, secret, failure => ErrorFactory.Create(failure, target, ServiceAdvice.Cloudflare, FromStatus));

    /// <summary>Whether Cloudflare says that it has no such thing; a path that leads nowhere, or a proxy, says nothing about it.</summary>
    public static bool IsNotFound(RestStatusException e) =>
        e.Status == HttpStatusCode.NotFound && CloudflareErrors.From(e.ServerMessage).Count > 0 && CloudflareErrorCodes.Of(e) == CloudflareErrorKind.None;

    /// <summary>The words of a failure for a line of text: those of Cloudflare where it sent some.</summary>
    public static string Words(RestException e) => e is RestStatusException answered ? Words(answered) : DisplayText.Safe(e.Message);

    private static ErrorRecord FromStatus(RestStatusException e, object? target)
    {
        var meaning = CloudflareErrorCodes.Of(e);
        var status = (int)e.Status;
        var (id, category) = meaning switch
        {
            CloudflareErrorKind.NotAuthenticated or CloudflareErrorKind.AddressFiltered => StatusMeaning.Of(401),
            CloudflareErrorKind.NotAuthorized => StatusMeaning.Of(403),
            CloudflareErrorKind.RateLimited or CloudflareErrorKind.RateLimitedAtEdge => StatusMeaning.Of(429),
            CloudflareErrorKind.NoRoute => ("CloudflareAccountNotFound", ErrorCategory.ObjectNotFound),
            _ => status switch
            {
                404 => ($"{SubjectOf(e.Operation)}NotFound", ErrorCategory.ObjectNotFound),
                409 => ("CloudflareConflict", ErrorCategory.ResourceBusy),
                401 or 403 or 413 or 429 or >= 500 => StatusMeaning.Of(status),
                _ => StatusMeaning.Of(400), // Also a failure that came with status 200.
            },
        };
        var words = Words(e);
        return ErrorFactory.Record(e, id, category, target, target is null ? words : $"{DisplayText.Of(target)}: {words}", Advice(e, meaning, id));
    }

    private static string Advice(RestStatusException e, CloudflareErrorKind meaning, string id) => (meaning, (int)e.Status) switch
    {
        (CloudflareErrorKind.AddressFiltered, _) =>
            "The API token is limited to certain client IP addresses. Run from one of them, or change the token's client IP address filter.",
        (CloudflareErrorKind.NotAuthenticated, _) or (CloudflareErrorKind.None, 401) =>
            "Check that the API token or key is valid and has not expired, and connect again with Connect-CloudflareSharing.",
        (CloudflareErrorKind.NotAuthorized, _) or (CloudflareErrorKind.None, 403) => PermissionAdvice(e.Operation),
        (CloudflareErrorKind.NoRoute, _) => e.Operation.StartsWith("organization-", StringComparison.Ordinal)
            ? "Check -OrganizationId: the address that it leads to does not exist."
            : "Check the account ID that -AccountId, Connect-CloudflareSharing or CLOUDFLARE_ACCOUNT_ID specifies: the address that it leads to does not exist.",
        (CloudflareErrorKind.RateLimitedAtEdge, _) => StatusMeaning.Later(e.RetryAfter ?? TimeSpan.FromSeconds(30)),
        (CloudflareErrorKind.RateLimited, _) or (CloudflareErrorKind.None, 429) => StatusMeaning.Later(e.RetryAfter),
        (_, 404) => $"List what exists with Get-{id.Replace("NotFound", string.Empty)}, and check that -AccountId is the account that sees it.",
        (_, 409) => "Something else is changing the same share. Try again.",
        (_, >= 500) when e.IsChange => ServiceAdvice.Cloudflare.Check(e.Operation),
        (_, >= 500) => "Try again. If the error persists, check www.cloudflarestatus.com.",
        _ => "Check what Cloudflare says about the request.",
    };

    /// <summary>
    /// Both ways to get the permission: the API description names only the key, and not every account is offered the permission
    /// group that changes shares.
    /// </summary>
    private static string PermissionAdvice(string operation)
    {
        var group = IsRead(operation) ? "'Resource Sharing Read' or 'Resource Sharing Edit'" : "'Resource Sharing Edit'";
        var scope = operation.StartsWith("organization-", StringComparison.Ordinal) ? "organization" : "account";
        return $"Give the API token the permission {group} for this {scope}, or connect with an e-mail address and its global API key: Connect-CloudflareSharing -Email -ApiKey.";
    }

    private static bool IsRead(string operation) =>
        operation.EndsWith("-list", StringComparison.Ordinal) || operation.EndsWith("-get-by-id", StringComparison.Ordinal);

    /// <summary>What an operation did not find: the recipient or resource it names, or else the share, of which it wants a list or to which it adds.</summary>
    private static string SubjectOf(string operation) => operation switch
    {
        "share-recipients-get-by-id" or "share-recipient-delete" => "CloudflareShareRecipient",
        "share-resources-get-by-id" or "share-resource-update" or "share-resource-delete" => "CloudflareShareResource",
        _ => "CloudflareShare",
    };

    private static string Words(RestStatusException e)
    {
        var errors = CloudflareErrors.From(e.ServerMessage);
        if (errors.Count > 0)
            return ShortLine.Of(string.Join("; ", errors.Select(Words)));
        return e.ServerMessage.Text is { Length: > 0 } text ? DisplayText.Safe(text) : StatusMeaning.NoWords(e.Status);
    }

    private static string Words(CloudflareError error)
    {
        var place = error.Pointer is { Length: > 0 } pointer ? $" at {pointer}" : string.Empty;
        var more = error.DocumentationUrl is { Length: > 0 } url ? $", see {url}" : string.Empty;
        return DisplayText.Safe(string.Format(CultureInfo.InvariantCulture, "{0}{1}{2}", error, place, more));
    }
}
