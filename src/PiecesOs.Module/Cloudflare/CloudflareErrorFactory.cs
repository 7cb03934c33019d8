using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>What Cloudflare's answers mean. All other failures are the same for every service; see <see cref="ErrorFactory"/>.</summary>
internal static class CloudflareErrorFactory
{
    /// <summary>The record for a failure, without the secret, should the server have echoed it.</summary>
    public static ErrorRecord Create(Exception exception, object? target, SecretText? secret)
    {
        if (secret is not null && exception is RestStatusException e && secret.IsIn(e.ServerMessage.Body))
            exception = new RestStatusException(e.Operation, e.Status, ServerMessage.FromBody(secret.Redact(e.ServerMessage.Body)), e.RetryAfter);

        var record = ErrorFactory.Create(exception, target, ServiceAdvice.Cloudflare, FromStatus);
        if (secret is null || !(secret.IsIn(record.Exception.ToString()) || secret.IsIn(record.ErrorDetails?.Message)))
            return record;
        return ErrorFactory.Record(
            new InvalidOperationException(secret.Redact(exception.Message)),
            record.FullyQualifiedErrorId,
            record.CategoryInfo.Category,
            target,
            secret.Redact(record.ErrorDetails?.Message ?? exception.Message),
            record.ErrorDetails?.RecommendedAction ?? string.Empty);
    }

    private static ErrorRecord FromStatus(RestStatusException e, object? target)
    {
        var status = (int)e.Status;
        var (id, category) = status switch
        {
            404 => ($"{SubjectOf(e.Operation)}NotFound", ErrorCategory.ObjectNotFound),
            409 => ("CloudflareConflict", ErrorCategory.ResourceBusy),
            401 or 403 or 413 or 429 or >= 500 => StatusMeaning.Of(status),
            _ => StatusMeaning.Of(400), // Also a failure that came with status 200.
        };
        return ErrorFactory.Record(e, id, category, target, Words(e, target), Advice(e, id));
    }

    private static string Advice(RestStatusException e, string id) => (int)e.Status switch
    {
        401 => "Look whether the API token or key is valid and has not expired, and connect again with Connect-CloudflareSharing.",
        403 => $"Give the API token the permission {PermissionFor(e.Operation)} for this account, or use another token with Connect-CloudflareSharing.",
        404 => $"List what there is with Get-{id.Replace("NotFound", string.Empty)}, and look whether -AccountId is the account that sees it.",
        409 => "Something else changes the same share; try again.",
        429 => StatusMeaning.Later(e.RetryAfter),
        >= 500 => "Try again; if it stays, look at www.cloudflarestatus.com.",
        _ => "Look at what Cloudflare says about the request.",
    };

    /// <summary>The permission group that the operation needs; one that only reads has it with either.</summary>
    private static string PermissionFor(string operation) =>
        IsRead(operation) ? "'Resource Sharing Read' or 'Resource Sharing Edit'" : "'Resource Sharing Edit'";

    private static bool IsRead(string operation) =>
        operation.EndsWith("-list", StringComparison.Ordinal) || operation.EndsWith("-get-by-id", StringComparison.Ordinal);

    /// <summary>What an operation did not find: the recipient or resource it names, or else the share, of which it wants a list or to which it adds.</summary>
    private static string SubjectOf(string operation) => operation switch
    {
        "share-recipients-get-by-id" or "share-recipient-delete" => "CloudflareShareRecipient",
        "share-resources-get-by-id" or "share-resource-update" or "share-resource-delete" => "CloudflareShareResource",
        _ => "CloudflareShare",
    };

    private static string Words(RestStatusException e, object? target)
    {
        var errors = CloudflareErrors.From(e.ServerMessage);
        var words = errors.Count > 0
            ? string.Join("; ", errors.Select(Words))
            : e.ServerMessage.Text is { Length: > 0 } text ? DisplayText.Safe(text) : StatusMeaning.NoWords(e.Status);
        return target is null ? words : $"{DisplayText.Of(target)}: {words}";
    }

    private static string Words(CloudflareError error)
    {
        var place = error.Pointer is { Length: > 0 } pointer ? $" at {pointer}" : string.Empty;
        var more = error.DocumentationUrl is { Length: > 0 } url ? $", see {url}" : string.Empty;
        return DisplayText.Safe(string.Format(CultureInfo.InvariantCulture, "{0}{1}{2}", error, place, more));
    }
}
