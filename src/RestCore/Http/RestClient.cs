using Refit;

namespace RestCore.Http;

/// <summary>Creates the clients of the APIs of one server. It is cheap, so each caller has its own over a shared transport.</summary>
/// <remarks>
/// A request passes through these handlers, and its response back: preparation, retry, status, redirect, trace, deadline, connection.
/// A failure is a <see cref="RestException"/>.
/// </remarks>
public sealed class RestClient
{
    private const string AcceptAnything = "application/json, text/plain;q=0.5, */*;q=0.1";

    /// <summary>Creates a client.</summary>
    /// <param name="transport">The connections to use.</param>
    /// <param name="timeout">Overrides the transport's time limit.</param>
    /// <param name="trace">Receives a report of each request, on the thread on which the request ended.</param>
    /// <param name="tracedBodyBytes">How much of each body the report holds; 0 for none.</param>
    /// <param name="whenReadFails">
    /// Called when the server refused a request that changes nothing. It waits until sending the request again may help, and returns
    /// whether to send it.
    /// </param>
    /// <param name="whenRateLimited">
    /// Receives once a second how long a request still waits until the server accepts it, and zero when it is sent. Several requests
    /// can wait at the same time.
    /// </param>
    public RestClient(
        RestTransport transport,
        TimeSpan? timeout = null,
        Action<RequestTrace>? trace = null,
        int tracedBodyBytes = 0,
        Func<RestStatusException, CancellationToken, Task<bool>>? whenReadFails = null,
        Action<TimeSpan>? whenRateLimited = null)
    {
        Transport = transport ?? throw new ArgumentNullException(nameof(transport));
        Timeout = timeout ?? transport.Options.Timeout;
        HttpMessageHandler handler = new DeadlineHandler(transport, Timeout, new ConnectionHandler(transport));
        if (trace is not null)
            handler = new TraceHandler(trace, tracedBodyBytes, handler);
        handler = new StatusHandler(new RedirectHandler(new RateLimitHandler(transport.RateLimit, whenRateLimited, handler)));
        handler = new PreparationHandler(transport, new RetryHandler(transport.Options.Retry, whenReadFails, handler));
        Http = new HttpClient(handler, disposeHandler: false) { BaseAddress = transport.BaseAddress, Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    /// <summary>The server's address, ending in a slash.</summary>
    public Uri BaseAddress => Transport.BaseAddress;

    /// <summary>The connections, whose options may hold a secret.</summary>
    internal RestTransport Transport { get; }

    /// <summary>The time limit for a response, and for each further piece of it.</summary>
    internal TimeSpan Timeout { get; }

    /// <summary>Sends requests through the handlers.</summary>
    internal HttpClient Http { get; }

    /// <summary>
    /// Sends a request that no interface describes. Its operation is named after the method and the path. It is a change unless it is a GET.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path and the query, relative to <see cref="BaseAddress"/>, escaped and without a slash at the beginning.</param>
    /// <param name="body">The body, if there is one.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The content of a response with a success status. It is still arriving; dispose it after reading.</returns>
    public async Task<ResponseContent> SendAsync(HttpMethod method, string path, JsonBody? body = null, CancellationToken cancellationToken = default)
    {
        if (method is null)
            throw new ArgumentNullException(nameof(method));
        var address = new Uri(BaseAddress.AbsoluteUri + path);
        using var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.TryAddWithoutValidation("Accept", AcceptAnything);
        request.SetOperation(new RestOperation($"{method} {address.AbsolutePath}", address, IsChange: method != HttpMethod.Get));
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return ResponseContent.Of(response);
    }

    /// <summary>Creates the client of an API: the code that Refit generated for its interface.</summary>
    /// <typeparam name="T">The interface.</typeparam>
    /// <param name="converters">How to read the responses.</param>
    public T Create<T>(ResponseConverters converters) =>
        RestService.ForGenerated<T>(Http, (converters ?? throw new ArgumentNullException(nameof(converters))).Settings);
}
