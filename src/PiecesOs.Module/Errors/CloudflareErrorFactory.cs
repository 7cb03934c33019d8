using System.Globalization;
using System.Net;
using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Creates error records for Cloudflare's error responses. <see cref="ErrorFactory"/> creates those that are the same for every service.</summary>
internal static class CloudflareErrorFactory
{
    /// <summary>The record for a failure, without the secret if the server returned it.</summary>
    public static ErrorRecord Create(Exception exception, object? target, SecretText? secret) => ErrorFactory.WithoutSecret(
        exception, target, secret, failure => ErrorFactory.Create(failure, target, ServiceAdvice.Cloudflare, FromStatus));

    /// <summary>Whether Cloudflare reports that the object does not exist. An unknown path or the page of a proxy does not count.</summary>
    public static bool IsNotFound(RestStatusException e) =>
        e.Status == HttpStatusCode.NotFound && CloudflareErrors.From(e.ServerMessage).Count > 0 && CloudflareErrorCodes.KindOf(e) == CloudflareErrorKind.Unknown;

    /// <summary>The message of a failure on one line: Cloudflare's own if it sent one.</summary>
    public static string MessageOf(RestException e) => e is RestStatusException status ? MessageOf(status) : DisplayText.Safe(e.Message);

    private static ErrorRecord FromStatus(RestStatusException e, object? target)
    {
        var kind = CloudflareErrorCodes.KindOf(e);
        var status = (int)e.Status;
        var (id, category) = kind switch
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
                _ => StatusMeaning.Of(400), // Also for success: false with status 200.
            },
        };
        var message = MessageOf(e);
        return ErrorFactory.Record(e, id, category, target, target is null ? message : $"{DisplayText.Of(target)}: {message}", Advice(e, kind, id));
    }

    private static string Advice(RestStatusException e, CloudflareErrorKind kind, string id) => (kind, (int)e.Status) switch
    {
        (CloudflareErrorKind.AddressFiltered, _) =>
            "The API token is limited to certain client IP addresses. Run the command from one of them, or change the client IP address filter of the token.",
        (CloudflareErrorKind.NotAuthenticated, _) or (CloudflareErrorKind.Unknown, 401) =>
            "Check that the API token or key is valid and has not expired, and connect again with Connect-CloudflareSharing.",
        (CloudflareErrorKind.NotAuthorized, _) or (CloudflareErrorKind.Unknown, 403) => PermissionAdvice(e.Operation),
        (CloudflareErrorKind.NoRoute, _) => e.Operation.StartsWith("organization-", StringComparison.Ordinal)
            ? "Check -OrganizationId. The ID is most likely incorrect."
            : "Check the account ID that -AccountId, Connect-CloudflareSharing, or CLOUDFLARE_ACCOUNT_ID specifies. The ID is most likely incorrect.",
        (CloudflareErrorKind.RateLimitedAtEdge, _) => StatusMeaning.Later(e.RetryAfter ?? TimeSpan.FromSeconds(30)),
        (CloudflareErrorKind.RateLimited, _) or (CloudflareErrorKind.Unknown, 429) => StatusMeaning.Later(e.RetryAfter),
        (_, 404) => $"Check the ID with Get-{id.Replace("NotFound", string.Empty)}, and check that -AccountId has access.",
        (_, 409) => "Something else is changing the same share. Try again.",
        (_, >= 500) when e.IsChange => ServiceAdvice.Cloudflare.Check(e.Operation),
        (_, >= 500) => "Try again. If the error persists, check www.cloudflarestatus.com.",
        _ => "Correct the request as the message from Cloudflare says.",
    };

    /// <summary>Names both the token's permission and the key, because not every account is offered the permission group for changes.</summary>
    private static string PermissionAdvice(string operation)
    {
        var isRead = operation.EndsWith("-list", StringComparison.Ordinal) || operation.EndsWith("-get-by-id", StringComparison.Ordinal);
        var group = isRead ? "'Resource Sharing Read' or 'Resource Sharing Edit'" : "'Resource Sharing Edit'";
        var scope = operation.StartsWith("organization-", StringComparison.Ordinal) ? "organization" : "account";
        return $"Grant the API token the permission {group} for this {scope}, or connect with an email address and its global API key: Connect-CloudflareSharing -Email -ApiKey.";
    }

    /// <summary>What an operation did not find: the recipient, exclusion or resource in its path, or else the share.</summary>
    private static string SubjectOf(string operation) => operation switch
    {
        "share-recipients-get-by-id" or "share-recipient-delete" => "CloudflareShareRecipient",
        "share-excluded-recipients-get-by-id" or "share-excluded-recipient-delete" => "CloudflareShareExcludedRecipient",
        "share-resources-get-by-id" or "share-resource-update" or "share-resource-delete" => "CloudflareShareResource",
        _ => "CloudflareShare",
    };

    private static string MessageOf(RestStatusException e)
    {
        var errors = CloudflareErrors.From(e.ServerMessage);
        if (errors.Count > 0)
            return ShortLine.Of(string.Join("; ", errors.Select(MessageOf)));
        return e.ServerMessage.Text is { Length: > 0 } text ? DisplayText.Safe(text) : StatusMeaning.NoMessage(e.Status);
    }

    private static string MessageOf(CloudflareError error)
    {
        var location = error.Pointer is { Length: > 0 } pointer ? $" at {pointer}" : string.Empty;
        var more = error.DocumentationUrl is { Length: > 0 } url ? $", see {url}" : string.Empty;
        return DisplayText.Safe(string.Format(CultureInfo.InvariantCulture, "{0}{1}{2}", error, location, more));
    }
}
