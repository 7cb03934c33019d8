using System.Net;
using PiecesOs.Client;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>Creates all error records: a stable ID, a category, the server's message, and advice.</summary>
internal static class ErrorFactory
{
    /// <summary>Creates the record for a failure of Pieces OS, or a failure without a service.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The user's input that failed.</param>
    /// <param name="linkName">The requested name of a link, if one was specified.</param>
    /// <param name="advice">The advice for failures that every cmdlet can have.</param>
    /// <param name="secret">The secret to remove, because the server may have echoed it.</param>
    public static ErrorRecord Create(
        Exception exception, object? target, string? linkName = null, ServiceAdvice? advice = null, SecretText? secret = null) => WithoutSecret(
        exception, target, secret, failure => Create(failure, target, advice ?? ServiceAdvice.Pieces, (e, input) => FromStatus(e, input, linkName)));

    /// <summary>Creates the record for a failure of any service.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The user's input that failed.</param>
    /// <param name="advice">The advice for failures that every service can have.</param>
    /// <param name="fromStatus">Interprets the status codes of the service.</param>
    public static ErrorRecord Create(
        Exception exception, object? target, ServiceAdvice advice, Func<RestStatusException, object?, ErrorRecord> fromStatus) => exception switch
    {
        InputException e => Record(e, e.ErrorId, e.Category, target, details: null, e.RecommendedAction),
        PiecesOsNotFoundException e => Record(e, "ServerNotFound", ErrorCategory.ConnectionError, target, e.Message, advice.Unreachable),
        SeveralServersException e => Record(
            e,
            "SeveralServersFound",
            ErrorCategory.InvalidOperation,
            target,
            DisplayText.Safe(e.Message),
            "Choose one with Connect-PiecesOs -Uri, with -Connection, or with the variable PIECES_OS_URL."),
        ServerMigratingException e => Record(
            e,
            "ServerNotReady",
            ErrorCategory.ResourceBusy,
            target ?? e.Address,
            e.Message,
            "Wait until Test-PiecesOs returns true, and run the command again."),
        ServerUnreachableException e => Record(e, "ServerNotFound", ErrorCategory.ConnectionError, target ?? e.Address, e.Message, advice.Unreachable),
        SecureConnectionException e => Record(
            e,
            "SecureConnectionFailed",
            ErrorCategory.SecurityError,
            target ?? e.Address,
            DisplayText.Safe(e.Message),
            "Check the address, and whether this computer trusts the server's certificate."),
        ConnectionLostException { IsChange: true } or RequestTimedOutException { IsChange: true } => OutcomeUnknown((RestException)exception, target, advice),
        ConnectionLostException e => Record(e, "ConnectionLost", ErrorCategory.ConnectionError, target, e.Message, advice.Lost),
        RequestTimedOutException e => Record(
            e, "RequestTimedOut", ErrorCategory.OperationTimeout, target, e.Message, e.Limit == TimeLimit.Rate ? advice.Lost : advice.Slow),
        MalformedResponseException e => Record(
            e,
            "MalformedResponse",
            ErrorCategory.InvalidData,
            target,
            e.IsChange ? MayHaveBeenMade(e) : e.Message,
            e.IsChange ? advice.Check(e.Operation) : advice.Malformed),
        RedirectRefusedException e => Record(e, "RedirectRefused", ErrorCategory.SecurityError, target, e.Message, advice.Redirected),
        RestStatusException e => fromStatus(e, target),
        System.IO.InvalidDataException e => Record(
            e, "MalformedContent", ErrorCategory.InvalidData, target, e.Message, "The server returned content that is not valid. ToJson() shows it."),
        RequestBodyException e => Record(
            e, "FileNotReadable", ErrorCategory.ReadError, target, DisplayText.Safe(e.Message), "Check that you have permission to read it and that no other program is using it."),
        TemporaryFileException e => Record(
            e, "FileNotWritable", ErrorCategory.WriteError, target, DisplayText.Safe(e.Message), "Free some space there, or specify another folder with the variable TMPDIR (on Windows, TEMP)."),
        ObjectDisposedException e => Record(
            e, "ConnectionClosed", ErrorCategory.ConnectionError, target, advice.Disconnected.Details, advice.Disconnected.Action),
        PlatformNotSupportedException e => Record(e, "NotSupportedHere", ErrorCategory.NotImplemented, target, e.Message, "Use PowerShell 7."),
        ArgumentException e => Record(e, "InvalidArgument", ErrorCategory.InvalidArgument, target, e.Message, "Specify another value."),
        FormatException e => Record(
            e, "InvalidAddress", ErrorCategory.InvalidArgument, target, DisplayText.Safe(e.Message), "Specify a complete address, such as http://127.0.0.1:39300."),
        IContainsErrorRecord e => new ErrorRecord(e.ErrorRecord, exception),
        _ => Record(exception, "UnexpectedFailure", ErrorCategory.NotSpecified, target, exception.Message, "This is a bug in the module. Please report it."),
    };

    /// <summary>Creates the record. Without details, the message of the exception is shown.</summary>
    public static ErrorRecord Record(
        Exception exception, string id, ErrorCategory category, object? target, string? details, string action) =>
        new(exception, id, category, target is Uri address ? WithoutUserInfo(address) : target)
        {
            ErrorDetails = new ErrorDetails(details ?? exception.Message) { RecommendedAction = action },
        };

    /// <summary>Adds a sentence to the message of a record.</summary>
    public static ErrorRecord WithNote(ErrorRecord record, string note)
    {
        var message = (record.ErrorDetails?.Message ?? record.Exception.Message).TrimEnd();
        record.ErrorDetails = new ErrorDetails($"{message}{(message.EndsWith(".", StringComparison.Ordinal) ? string.Empty : ".")} {note}")
        {
            RecommendedAction = record.ErrorDetails?.RecommendedAction ?? string.Empty,
        };
        return record;
    }

    /// <summary>Creates a record that contains no secret, neither in the server's message nor in the exception.</summary>
    public static ErrorRecord WithoutSecret(Exception exception, object? target, SecretText? secret, Func<Exception, ErrorRecord> create)
    {
        if (secret is null)
            return create(exception);
        if (exception is RestStatusException e && secret.IsIn(e.ServerMessage.Body))
            exception = e.WithMessage(ServerMessage.FromBody(secret.Redact(e.ServerMessage.Body)));
        var record = create(exception);
        if (!secret.IsIn(record.Exception.ToString()) && !secret.IsIn(record.ErrorDetails?.Message))
            return record;
        return Record(
            new InvalidOperationException(secret.Redact(exception.Message)),
            record.FullyQualifiedErrorId,
            record.CategoryInfo.Category,
            target,
            secret.Redact(record.ErrorDetails?.Message ?? exception.Message),
            record.ErrorDetails?.RecommendedAction ?? string.Empty);
    }

    private static ErrorRecord OutcomeUnknown(RestException e, object? target, ServiceAdvice advice) =>
        Record(
            e,
            "OutcomeUnknown",
            ErrorCategory.InvalidResult,
            target,
            MayHaveBeenMade(e),
            advice.Check(e.Operation, isSlow: e is RequestTimedOutException { Limit: not TimeLimit.Rate }));

    private static string MayHaveBeenMade(RestException e) => $"{e.Message.TrimEnd('.')}. The change may have been made.";

    private static ErrorRecord FromStatus(RestStatusException e, object? target, string? linkName)
    {
        if (IsUnknownPath(e))
        {
            return Record(
                e,
                "OperationNotSupported",
                ErrorCategory.NotImplemented,
                target,
                $"{e.Operation}: there is no such path on this server{(e.Address is null ? string.Empty : $" ({AddressOf(e.Address)})")}.",
                ServiceAdvice.IsRequest(e.Operation) ? "Check the path, and that the address belongs to Pieces OS." : "Update Pieces OS, or check that the address belongs to Pieces OS.");
        }

        var noun = SubjectOf(e.Operation);
        var status = (int)e.Status;
        var (id, category) = status switch
        {
            404 => ($"{noun}NotFound", ErrorCategory.ObjectNotFound),
            410 => ($"{noun}Gone", ErrorCategory.ObjectNotFound),
            409 when linkName is not null => ("LinkNameTaken", ErrorCategory.ResourceExists),
            409 => ("Conflict", ErrorCategory.ResourceExists),
            412 => ("GitHubNotConnected", ErrorCategory.ResourceUnavailable),
            417 => ("AssetNotBackedUp", ErrorCategory.InvalidOperation),
            501 or 505 or 593 => ("PiecesOsOutdated", ErrorCategory.NotInstalled),
            511 => ("CloudNotConnected", ErrorCategory.AuthenticationError),
            _ => StatusMeaning.Of(status),
        };
        var message = id == "LinkNameTaken" ? $"The name '{DisplayText.Of(linkName!)}' is already in use: {MessageOf(e, target)}" : MessageOf(e, target);
        return Record(e, id, category, target, message, Advice(e, noun, linkName));
    }

    private static string Advice(RestStatusException e, string noun, string? linkName) => (int)e.Status switch
    {
        400 => "Check the message of the server.",
        401 => $"Sign in to a local profile in Pieces OS. If that is no longer possible, the data remains on the computer of Pieces OS, in {PiecesDataFolder.Description}: keep that folder.",
        403 => "Check whether this Pieces OS accepts requests from here.",
        404 when ServiceAdvice.IsRequest(e.Operation) => "Check the path and the IDs in it.",
        404 => $"List what exists with Get-Pieces{noun}.",
        410 => "It was deleted or revoked; this cannot be undone.",
        409 when linkName is not null => "Choose another -Name.",
        409 => "Check whether it exists already, with Get-PiecesAsset or Get-PiecesShare.",
        412 => "Connect your GitHub account in Pieces.",
        413 => "Share fewer items at a time.",
        417 => "Back up the assets to the Pieces cloud first.",
        429 => StatusMeaning.Later(e.RetryAfter),
        501 or 505 or 593 => "Update Pieces OS.",
        511 => "Sign in to Pieces OS and connect your personal cloud.",
        >= 500 when e.IsChange => ServiceAdvice.Pieces.Check(e.Operation),
        >= 500 => "Try again. If the error persists, check the Pieces OS log.",
        _ => "Check that the address belongs to Pieces OS.",
    };

    /// <summary>Whether a server says that it does not have the requested object, which may have been deleted. A server without the path says something else.</summary>
    public static bool IsMissing(Exception? failure) =>
        failure is RestStatusException e && (e.Status == HttpStatusCode.Gone || (e.Status == HttpStatusCode.NotFound && !IsUnknownPath(e)));

    private static bool IsUnknownPath(RestStatusException e) => e.Status == HttpStatusCode.NotFound
        && (!e.NamesResource || e.ServerMessage.Text.IndexOf("route not found", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Removes the user name and password that an address can contain.</summary>
    private static string AddressOf(Uri address) =>
        DisplayText.Safe(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));

    /// <summary>
    /// The subject of an operation, derived from its name. Operations on links have shares as subjects. The subject of a request to any
    /// path is not known.
    /// </summary>
    private static string SubjectOf(string operation) => operation switch
    {
        _ when ServiceAdvice.IsRequest(operation) => "Resource",
        _ when operation.IndexOf("share", StringComparison.Ordinal) >= 0 => "Share",
        _ => "Asset",
    };

    private static string MessageOf(RestStatusException e, object? target)
    {
        var message = e.ServerMessage.Text is { Length: > 0 } text ? DisplayText.Safe(text) : StatusMeaning.NoMessage(e.Status);
        if (e.ServerMessage.EventId is { Length: > 0 } eventId)
            message += $" (event {DisplayText.Safe(eventId)})";
        if (e is { Status: HttpStatusCode.RequestEntityTooLarge, SentBytes: { } size })
            message += $" ({ViewText.Size(size)} were sent)";
        if (target is null)
            return message;
        var name = DisplayText.Of(target);
        var isNamed = Guid.TryParse(name, out _) && message.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0;
        return isNamed ? message : $"{name}: {message}";
    }

    /// <summary>The address without its user name and password, as the target of an error.</summary>
    private static Uri WithoutUserInfo(Uri address)
    {
        var hidden = UserInfo.Hide(address.OriginalString);
        return hidden == address.OriginalString ? address : new Uri(hidden.Replace("***@", string.Empty), UriKind.RelativeOrAbsolute);
    }
}
