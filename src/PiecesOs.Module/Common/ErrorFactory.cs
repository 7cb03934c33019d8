using System;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>The one place that makes error records: a stable id, a category, the server's words, and what to do.</summary>
internal static class ErrorFactory
{
    private const string HowToReach =
        "Start Pieces OS, name its address with Connect-PiecesOs -Uri or the variable PIECES_OS_URL, or run Start-PiecesSandbox to try things out.";

    /// <summary>The record for a failure; <paramref name="target"/> is the user's input that it is about.</summary>
    public static ErrorRecord Create(Exception exception, object? target) => exception switch
    {
        InputException e => Record(e, e.ErrorId, e.Category, target, details: null, e.RecommendedAction),
        PiecesOsNotFoundException e => Record(e, "ServerNotFound", ErrorCategory.ConnectionError, target, e.Message, HowToReach),
        ServerUnreachableException e => Record(e, "ServerNotFound", ErrorCategory.ConnectionError, target ?? e.Address, e.Message, HowToReach),
        ConnectionLostException e => Record(
            e,
            "ConnectionLost",
            ErrorCategory.ConnectionError,
            target,
            e.Message,
            "Look whether Pieces OS still runs. What was asked may have been done; look before asking again."),
        RequestTimedOutException e => Record(
            e, "RequestTimedOut", ErrorCategory.OperationTimeout, target, e.Message, "Allow more time with Connect-PiecesOs -TimeoutSec."),
        MalformedResponseException e => Record(
            e, "MalformedResponse", ErrorCategory.InvalidData, target, e.Message, "What had been read before is complete. Try again; if it stays, restart Pieces OS."),
        RedirectRefusedException e => Record(
            e, "RedirectRefused", ErrorCategory.SecurityError, target, e.Message, "Connect to the address that you mean with Connect-PiecesOs -Uri."),
        RestStatusException e => FromStatus(e, target),
        ObjectDisposedException e => Record(
            e, "ConnectionClosed", ErrorCategory.ConnectionError, target, "This connection was closed by Disconnect-PiecesOs.", "Connect again with Connect-PiecesOs."),
        PlatformNotSupportedException e => Record(e, "NotSupportedHere", ErrorCategory.NotImplemented, target, e.Message, "Use PowerShell 7."),
        ArgumentException e => Record(e, "InvalidArgument", ErrorCategory.InvalidArgument, target, e.Message, "Give another value."),
        FormatException e => Record(e, "InvalidAddress", ErrorCategory.InvalidArgument, target, e.Message, "Give a whole address, such as http://127.0.0.1:39300."),
        IContainsErrorRecord e => new ErrorRecord(e.ErrorRecord, exception),
        _ => Record(exception, "UnexpectedFailure", ErrorCategory.NotSpecified, target, exception.Message, "This is a fault of the module; please report it."),
    };

    private static ErrorRecord FromStatus(RestStatusException e, object? target)
    {
        var noun = SubjectOf(e.Operation);
        var (id, category, action) = (int)e.Status switch
        {
            400 => ("RequestRejected", ErrorCategory.InvalidArgument, "Look at what the server says about the request."),
            401 => ("NotAuthenticated", ErrorCategory.AuthenticationError, "Sign in to Pieces OS."),
            403 => ("NotAuthorized", ErrorCategory.PermissionDenied, "Look whether this Pieces OS accepts requests from here."),
            404 => ($"{noun}NotFound", ErrorCategory.ObjectNotFound, $"List what there is with Get-Pieces{noun}."),
            410 => ($"{noun}Gone", ErrorCategory.ObjectNotFound, "It was deleted or revoked; this cannot be undone."),
            409 => ("LinkNameTaken", ErrorCategory.ResourceExists, "Choose another -Name."),
            412 => ("GitHubNotConnected", ErrorCategory.ResourceUnavailable, "Connect your GitHub account in Pieces."),
            413 => ("PayloadTooLarge", ErrorCategory.LimitsExceeded, "Share less at once."),
            417 => ("AssetNotBackedUp", ErrorCategory.InvalidOperation, "Back the assets up to the Pieces cloud first."),
            429 => ("RateLimited", ErrorCategory.LimitsExceeded, Later(e.RetryAfter)),
            505 => ("PiecesOsOutdated", ErrorCategory.NotInstalled, "Update Pieces OS."),
            511 => ("CloudNotConnected", ErrorCategory.AuthenticationError, "Sign in to Pieces OS and connect your personal cloud."),
            >= 500 => ("ServerError", ErrorCategory.InvalidResult, "Try again; if it stays, look at the log of Pieces OS."),
            _ => ("UnexpectedStatus", ErrorCategory.InvalidResult, "Look whether this address is that of Pieces OS."),
        };
        return Record(e, id, category, target, Words(e, target), action);
    }

    /// <summary>What the operation is about, by its name: operations on links name shares.</summary>
    private static string SubjectOf(string operation) => operation.IndexOf("share", StringComparison.Ordinal) >= 0 ? "Share" : "Asset";

    private static string Later(TimeSpan? wait) => wait is { } time
        ? string.Format(CultureInfo.InvariantCulture, "Try again in {0:0} seconds.", Math.Ceiling(time.TotalSeconds))
        : "Try again later.";

    private static string Words(RestStatusException e, object? target)
    {
        var words = e.ServerMessage.Text is { Length: > 0 } text ? DisplayText.Safe(text) : DefaultWords(e.Status);
        if (e.ServerMessage.EventId is { Length: > 0 } eventId)
            words += $" (event {DisplayText.Safe(eventId)})";
        return target is null ? words : $"{DisplayText.Of(target)}: {words}";
    }

    private static string DefaultWords(HttpStatusCode status) =>
        string.Format(CultureInfo.InvariantCulture, "the server answered with status {0} and no words.", (int)status);

    private static ErrorRecord Record(
        Exception exception, string id, ErrorCategory category, object? target, string? details, string action) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(details ?? exception.Message) { RecommendedAction = action },
        };
}
