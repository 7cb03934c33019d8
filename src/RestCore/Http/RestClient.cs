using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using RestCore.Json;
using RestCore.Streams;

namespace RestCore.Http;

/// <summary>
/// The one way to the server: sends a request, repeats what is safe to repeat, turns every failure into a
/// <see cref="RestException"/>, and reads the answer. Cheap to make, so each caller has its own over a shared transport.
/// </summary>
/// <param name="transport">The connections to use.</param>
/// <param name="timeout">Overrides the transport's time limit.</param>
/// <param name="trace">Is told of each request, from whatever thread it ended on.</param>
/// <param name="tracedBodyBytes">How much of each body the trace tells; 0 for none.</param>
/// <param name="whenReadFails">
/// Called when the server refused a request that changes nothing; waits until it is worth sending again, and returns whether it is.
/// </param>
public sealed class RestClient(
    RestTransport transport,
    TimeSpan? timeout = null,
    Action<RequestTrace>? trace = null,
    int tracedBodyBytes = 0,
    Func<RestStatusException, CancellationToken, Task<bool>>? whenReadFails = null)
{
    private const string AcceptJson = "application/json, text/plain;q=0.5";
    private const string AcceptText = "text/plain, */*;q=0.5";

    /// <summary>The longest answer that is read as text: ids, versions and the like.</summary>
    private const int MaxTextBytes = 64 * 1024;

    private readonly TimeSpan _timeout = timeout ?? transport.Options.Timeout;

    /// <summary>The server's address, ending in a slash.</summary>
    public Uri BaseAddress => transport.BaseAddress;

    /// <summary>Sends the request and parses the JSON of its answer.</summary>
    public async Task<JsonValue> GetJsonAsync(RestRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await SendAsync(request, AcceptJson, isSmall: false, cancellationToken).ConfigureAwait(false);
            using var reader = new JsonByteReader(body, request.Operation, cancellationToken);
            return await reader.ReadDocumentAsync().ConfigureAwait(false);
        }
        catch (RestException e) when (Complete(e, request))
        {
            throw;
        }
    }

    /// <summary>Sends the request and reads its answer as text, of at most 64 KB.</summary>
    public async Task<string> GetTextAsync(RestRequest request, CancellationToken cancellationToken) =>
        (await GetTextAnswerAsync(request, cancellationToken).ConfigureAwait(false)).Text;

    /// <summary>Sends the request and reads its answer as text, of at most 64 KB, with the status that it came with.</summary>
    public async Task<TextAnswer> GetTextAnswerAsync(RestRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadTextAnswerAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (RestException e) when (Complete(e, request))
        {
            throw;
        }
    }

    private async Task<TextAnswer> ReadTextAnswerAsync(RestRequest request, CancellationToken cancellationToken)
    {
        using var body = await SendAsync(request, AcceptText, isSmall: true, cancellationToken).ConfigureAwait(false);
        var text = new byte[MaxTextBytes + 1];
        var length = 0;
        try
        {
            int read;
#pragma warning disable CA1835 // The overload with Memory<byte> is not there on .NET Framework.
            while (length < text.Length && (read = await body.ReadAsync(text, length, text.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
                length += read;
#pragma warning restore CA1835
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new MalformedResponseException(request.Operation, length, "the connection broke off", e);
        }

        return length <= MaxTextBytes
            ? new TextAnswer(body.Status, Encoding.UTF8.GetString(text, 0, length).TrimStart('\uFEFF').Trim())
            : throw new MalformedResponseException(request.Operation, length, "a short text was expected");
    }

    /// <summary>The error for an answer that does not have the documented form.</summary>
    /// <param name="request">The request that was answered.</param>
    /// <param name="problem">What was expected, and what came.</param>
    /// <param name="innerException">What found it, if anything.</param>
    public MalformedResponseException Malformed(RestRequest request, string problem, Exception? innerException = null)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));
        var malformed = new MalformedResponseException(request.Operation, 0, problem, innerException);
        Complete(malformed, request);
        return malformed;
    }

    /// <summary>Sends the request and returns the elements of its list while they arrive; an answer without the list is malformed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="listPath">The member names that lead to the list.</param>
    /// <param name="create">Makes an object of an element.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IAsyncEnumerable<T> GetListAsync<T>(
        RestRequest request, IReadOnlyList<string> listPath, Func<JsonValue, T> create, CancellationToken cancellationToken = default) =>
        GetListAsync(request, listPath, create, siblings: null, isRequired: true, cancellationToken);

    /// <summary>Sends the request and hands on the elements of its list while they arrive, and keeps members beside it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="listPath">The member names that lead to the list.</param>
    /// <param name="create">Makes an object of an element.</param>
    /// <param name="siblings">Keeps members of the object that holds the list; see <see cref="JsonListReader"/>.</param>
    /// <param name="isRequired">Whether an answer without the list is malformed. Otherwise it has no elements.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async IAsyncEnumerable<T> GetListAsync<T>(
        RestRequest request,
        IReadOnlyList<string> listPath,
        Func<JsonValue, T> create,
        JsonSiblings? siblings,
        bool isRequired,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var body = await SendAsync(request, AcceptJson, isSmall: false, cancellationToken).ConfigureAwait(false);
        var elements = JsonListReader.ReadAsync(body, request.Operation, listPath, siblings, isRequired, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (elements.ConfigureAwait(false))
        {
            while (await MoveNextAsync(elements, request).ConfigureAwait(false))
                yield return create(elements.Current);
        }
    }

    /// <summary>Listens to a WebSocket; see <see cref="WebSocketListener.ListenAsync"/>.</summary>
    public IAsyncEnumerable<JsonValue> ListenAsync(
        string operation, string path, Action? connected = null, CancellationToken cancellationToken = default) =>
        WebSocketListener.ListenAsync(transport, operation, path, connected, _timeout, cancellationToken);

    private async Task<bool> MoveNextAsync(IAsyncEnumerator<JsonValue> elements, RestRequest request)
    {
        try
        {
            return await elements.MoveNextAsync().ConfigureAwait(false);
        }
        catch (RestException e) when (Complete(e, request))
        {
            throw;
        }
    }

    /// <summary>Adds to an error what only the request knows.</summary>
    /// <returns>False: as an exception filter it catches nothing.</returns>
    private bool Complete(RestException error, RestRequest request)
    {
        error.IsChange = request.IsChange;
        if (error is MalformedResponseException malformed)
            malformed.Address ??= new Uri(BaseAddress, request.PathAndQuery);
        return false;
    }

    /// <summary>Sends the request until it succeeds or may not be sent again; returns the body of the success.</summary>
    /// <param name="request">The request.</param>
    /// <param name="accept">What the answer may be.</param>
    /// <param name="isSmall">Whether the whole answer has to arrive within the time limit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<ResponseBodyStream> SendAsync(RestRequest request, string accept, bool isSmall, CancellationToken cancellationToken)
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await TrySendAsync(request, accept, isSmall, cancellationToken).ConfigureAwait(false);
            }
            catch (RestException e) when (!Complete(e, request) && retry < transport.Options.Retry.MaxRetries && WaitBeforeRetry(request, e, retry) is { } wait)
            {
                await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            }
            catch (RestStatusException e) when (whenReadFails is not null && !request.IsChange)
            {
                if (!await whenReadFails(e, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private TimeSpan? WaitBeforeRetry(RestRequest request, RestException failure, int retry) => failure switch
    {
        ServerUnreachableException => transport.Options.Retry.DelayBefore(retry, retryAfter: null),
        ConnectionLostException when transport.Options.Retry.IsRepeatable(request.Method) => transport.Options.Retry.DelayBefore(retry, retryAfter: null),
        RestStatusException e when transport.Options.Retry.IsTransient(request.Method, (int)e.Status) =>
            transport.Options.Retry.DelayBefore(retry, e.RetryAfter),
        _ => null,
    };

    private async Task<ResponseBodyStream> TrySendAsync(RestRequest request, string accept, bool isSmall, CancellationToken cancellationToken)
    {
        var next = new Uri(BaseAddress, request.PathAndQuery);
        for (var redirects = 0; ; redirects++)
        {
            var address = next;
            var clock = Stopwatch.StartNew();
            var sent = NewExcerpt();
            var response = await ExchangeAsync(request, accept, address, sent, cancellationToken).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            var excerpt = NewExcerpt();
            var limits = new BodyLimits(_timeout, transport.Options.RateWindow, isSmall || !response.IsSuccessStatusCode ? _timeout : null);
            var body = await OpenBodyAsync(request, response, limits, excerpt, bytes =>
            {
                response.Dispose();
                trace?.Invoke(new RequestTrace(request.Operation, request.Method, address, status, clock.Elapsed, bytes)
                {
                    RequestBody = sent?.ToString(),
                    ResponseBody = excerpt?.ToString(),
                });
            }).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return body;

            using (body)
            {
                if (!Redirection.IsRedirect(response))
                    throw await FailureAsync(request, response, body, cancellationToken).ConfigureAwait(false);
                next = Redirection.Follow(request, address, response, redirects);
            }
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(
        RestRequest request, string accept, Uri address, BodyExcerpt? sent, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (request.Deadline is { } deadline)
            deadline.Begin(limit);
        else
            limit.CancelAfter(_timeout);
        using var message = new HttpRequestMessage(request.Method, address);
        message.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var header in transport.Options.Headers)
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (transport.Authorization is not null)
            message.Headers.TryAddWithoutValidation("Authorization", transport.Authorization);
        if (request.Body is not null)
            message.Content = await JsonBodyContent.CreateAsync(request.Body, sent, limit.Token).ConfigureAwait(false);
        else if (request.Method != HttpMethod.Get)
            message.Content = new ByteArrayContent([]); // Without content the runtime itself sends it again when the connection drops.

        transport.BeginWait();
        try
        {
            return await transport.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ReportNoAnswer(request, address);
            throw new RequestTimedOutException(request.Operation, request.Deadline?.Limit ?? _timeout, TimeLimit.Answer);
        }
        catch (HttpRequestException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReportNoAnswer(request, address);
            if (ConnectionFault.OfBody(e) is { } unreadable)
                throw unreadable;
            throw ConnectionFault.ToException(e, request.Operation, BaseAddress);
        }
        finally
        {
            transport.EndWait();
            request.Deadline?.End();
        }
    }

    private BodyExcerpt? NewExcerpt() => tracedBodyBytes > 0 ? new BodyExcerpt(tracedBodyBytes) : null;

    private void ReportNoAnswer(RestRequest request, Uri address) =>
        trace?.Invoke(new RequestTrace(request.Operation, request.Method, address, 0, TimeSpan.Zero, 0));

    private async Task<ResponseBodyStream> OpenBodyAsync(
        RestRequest request, HttpResponseMessage response, BodyLimits limits, BodyExcerpt? excerpt, Action<long> closed)
    {
#pragma warning disable CA2016 // Only opens what has arrived; the overload with a token is not there on .NET Framework.
        var inner = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#pragma warning restore CA2016
        return new ResponseBodyStream(inner, response.StatusCode, request, transport, limits, excerpt, closed);
    }

    private static async Task<RestStatusException> FailureAsync(
        RestRequest request, HttpResponseMessage response, Stream body, CancellationToken cancellationToken)
    {
        var retryAfter = response.Headers.RetryAfter;
        var wait = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - DateTimeOffset.UtcNow : null);
        var message = await ServerMessage.ReadAsync(response.Content, body, cancellationToken).ConfigureAwait(false);
        return new RestStatusException(request.Operation, response.StatusCode, message, wait > TimeSpan.Zero ? wait : null)
        {
            Address = response.RequestMessage?.RequestUri,
            SentBytes = response.RequestMessage?.Content is ByteArrayContent sent ? sent.Headers.ContentLength : null,
        };
    }
}
