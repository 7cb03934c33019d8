using System.Globalization;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>A cmdlet that sends requests to a service, and reports them with -Verbose and -Debug.</summary>
public abstract class RestCmdlet : AsyncCmdlet
{
    /// <summary>
    /// The number of seconds to wait for a response, and for each further part of it; on a cmdlet with -Wait also for the change to
    /// complete. If it is not specified, the limit of the connection applies, and 300 seconds to -Wait.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public virtual double? TimeoutSec { get; set; }

    /// <summary>The same as a TimeSpan; <see langword="null"/> for the limit of the connection.</summary>
    private protected TimeSpan? RequestTimeout => TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>How many bytes of a body -Debug shows.</summary>
    private protected int TracedBodyBytes => IsDebugging ? 2048 : 0;

    private bool IsDebugging => MyInvocation.BoundParameters.ContainsKey("Debug")
        || GetVariableValue("DebugPreference")?.ToString() is "Continue" or "Inquire" or "Stop" or "Break";

    /// <summary>The secret to remove from text that the server may have echoed.</summary>
    private protected virtual SecretText? Secret => null;

    /// <summary>Removes the secret from a text.</summary>
    private protected string Redact(string text) => Secret?.Redact(text) ?? text;

    /// <summary>Reports one request while the pipeline runs. A request can end later, because another session can share it.</summary>
    private protected void Trace(RequestTrace request)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));
        try
        {
            WriteTrace(request);
        }
        catch (OperationCanceledException)
        {
            // The pipeline has ended.
        }
    }

    private void WriteTrace(RequestTrace request)
    {
        WriteVerbose(Redact(string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} -> {2} in {3:0} ms, {4}",
            request.Method,
            DisplayText.Safe(request.Address.PathAndQuery),
            request.Status == 0 ? "no answer" : request.Status,
            request.Elapsed.TotalMilliseconds,
            Quantity.Of(request.Bytes, "byte"))));
        if (request.RequestBody is { Length: > 0 } sent)
            WriteDebug($"sent: {DisplayText.Safe(Redact(sent))}");
        if (request.ResponseBody is { Length: > 0 } received)
            WriteDebug($"received: {DisplayText.Safe(Redact(received))}");
    }
}
