using System.Diagnostics;
using System.Globalization;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// Reports the server and the requests of a cmdlet with -Verbose and -Debug, without secrets. The report of one cmdlet fits a screen:
/// after the first requests, only -Debug shows the others one by one, and the last line counts them.
/// </summary>
internal sealed class RequestReporter(AsyncCmdlet cmdlet)
{
    /// <summary>The rows for requests on a screen of 24 rows. The rest is for the server, the total, messages of the cmdlet and the prompt.</summary>
    private const int MaxRequestRows = 16;

    private const int Columns = 80;

    private const string Prefix = "VERBOSE: ";

    private readonly object _lock = new();
    private Stopwatch? _clock;
    private bool _showsAll;
    private int _rows;
    private int _requests;
    private int _omitted;
    private long _bytes;

    /// <summary>What must not be shown; set when the connection is known.</summary>
    public SecretText? Secret { get; private set; }

    /// <summary>Whether bodies are never reported, because they contain what the cmdlet must not show.</summary>
    public bool OmitsBodies { get; set; }

    /// <summary>How much of each body is reported: nothing without -Debug.</summary>
    public int MaxBodyBytes => cmdlet.IsDebugging && !OmitsBodies ? 2048 : 0;

    /// <summary>A text without the secret.</summary>
    public string Redact(string text) => Secret?.Redact(text) ?? text;

    /// <summary>Reports the server. Only the first call does.</summary>
    public void Begin(Uri server, SecretText? secret)
    {
        if (_clock is not null)
            return;
        _clock = Stopwatch.StartNew();
        _showsAll = cmdlet.IsDebugging;
        Secret = secret;
        cmdlet.WriteVerbose($"Server: {DisplayText.Safe(Redact(server.ToString()))}");
    }

    /// <summary>Reports a request, as long as the pipeline runs: another session may wait for the same response.</summary>
    public void Report(RequestTrace request) => WhileRunning(() => Write(request));

    /// <summary>Reports that requests wait, likewise.</summary>
    public void ReportWait(string text) => WhileRunning(() => cmdlet.WriteVerbose(text));

    /// <summary>Reports the total of several requests.</summary>
    public void Complete()
    {
        if (_clock is not { } clock || _requests < 2)
            return;
        var total = FormattableString.Invariant($"{_requests} requests in {clock.Elapsed.TotalSeconds:0.00} s, {ViewText.Size(_bytes)} received.");
        cmdlet.WriteVerbose(_omitted == 0 ? total : FormattableString.Invariant($"{total} To see the other {_omitted} requests, add -Debug."));
    }

    private static void WhileRunning(Action write)
    {
        try
        {
            write();
        }
        catch (OperationCanceledException)
        {
            // The pipeline has ended.
        }
    }

    private void Write(RequestTrace request)
    {
        var line = Redact(string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} -> {2} in {3:0} ms, {4}",
            request.Method,
            DisplayText.Safe(request.Address.PathAndQuery),
            request.Status == 0 ? "no response" : request.Status,
            request.Elapsed.TotalMilliseconds,
            Quantity.Of(request.Bytes, "byte")));
        if (Count(line, request.Bytes))
            cmdlet.WriteVerbose(line);
        if (request.RequestBody is { Length: > 0 } sent)
            cmdlet.WriteDebug($"sent: {DisplayText.Safe(Redact(sent))}");
        if (request.ResponseBody is { Length: > 0 } received)
            cmdlet.WriteDebug($"received: {DisplayText.Safe(Redact(received))}");
    }

    /// <summary>Counts a request. Returns whether it is shown.</summary>
    private bool Count(string line, long bytes)
    {
        lock (_lock)
        {
            _requests++;
            _bytes += bytes;
            _rows += (Prefix.Length + line.Length + Columns - 1) / Columns;
            if (_showsAll || _rows <= MaxRequestRows)
                return true;
            _omitted++;
            return false;
        }
    }
}
