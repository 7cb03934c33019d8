using System.Globalization;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>Reports the requests of a cmdlet with -Verbose and -Debug, without secrets.</summary>
internal sealed class RequestReporter(AsyncCmdlet cmdlet)
{
    /// <summary>What must not be shown; set when the connection is known.</summary>
    public SecretText? Secret { get; set; }

    /// <summary>Whether bodies are never reported, because they contain what the cmdlet must not show.</summary>
    public bool OmitsBodies { get; set; }

    /// <summary>How much of each body is reported: nothing without -Debug.</summary>
    public int MaxBodyBytes => cmdlet.IsDebugging && !OmitsBodies ? 2048 : 0;

    /// <summary>A text without the secret.</summary>
    public string Redact(string text) => Secret?.Redact(text) ?? text;

    /// <summary>Reports a request, as long as the pipeline runs: another session may wait for the same response.</summary>
    public void Report(RequestTrace request)
    {
        try
        {
            Write(request);
        }
        catch (OperationCanceledException)
        {
            // The pipeline has ended.
        }
    }

    private void Write(RequestTrace request)
    {
        cmdlet.WriteVerbose(Redact(string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} -> {2} in {3:0} ms, {4}",
            request.Method,
            DisplayText.Safe(request.Address.PathAndQuery),
            request.Status == 0 ? "no response" : request.Status,
            request.Elapsed.TotalMilliseconds,
            Quantity.Of(request.Bytes, "byte"))));
        if (request.RequestBody is { Length: > 0 } sent)
            cmdlet.WriteDebug($"sent: {DisplayText.Safe(Redact(sent))}");
        if (request.ResponseBody is { Length: > 0 } received)
            cmdlet.WriteDebug($"received: {DisplayText.Safe(Redact(received))}");
    }
}
