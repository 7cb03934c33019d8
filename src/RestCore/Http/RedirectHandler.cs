namespace RestCore.Http;

/// <summary>Follows a redirect only where it cannot send the request to another host.</summary>
internal sealed class RedirectHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxRedirects = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                return response;
            using (response)
                request.RequestUri = GetTarget(request, response, redirects);
        }
    }

    /// <summary>The address to follow: for a GET, on the same host, with the same scheme and port or from http to https.</summary>
    private static Uri GetTarget(HttpRequestMessage request, HttpResponseMessage response, int redirects)
    {
        var from = request.RequestUri!;
        var to = response.Headers.Location is { } location ? new Uri(from, location) : null;
        var isAllowed = to is not null
            && request.Method == HttpMethod.Get
            && redirects < MaxRedirects
            && string.Equals(to.Host, from.Host, StringComparison.OrdinalIgnoreCase)
            && ((to.Scheme == from.Scheme && to.Port == from.Port) || (from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps));
        return isAllowed ? to! : throw new RedirectRefusedException(request.GetOperation(), from, to);
    }
}
