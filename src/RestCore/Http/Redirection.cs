namespace RestCore.Http;

/// <summary>Follows a redirect only where it cannot carry the request to somebody else.</summary>
internal static class Redirection
{
    private const int MaxRedirects = 5;

    public static bool IsRedirect(HttpResponseMessage response) => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;

    /// <summary>Where to ask next: a GET on the same host, by the same scheme and port or from http to https.</summary>
    /// <exception cref="RedirectRefusedException">It points elsewhere, or the request may not be repeated.</exception>
    public static Uri Follow(RestRequest request, Uri from, HttpResponseMessage response, int redirects)
    {
        var to = response.Headers.Location is { } location ? new Uri(from, location) : null;
        var allowed = to is not null
            && request.Method == HttpMethod.Get
            && redirects < MaxRedirects
            && string.Equals(to.Host, from.Host, StringComparison.OrdinalIgnoreCase)
            && (SameOrigin(to, from) || IsUpgrade(to, from));
        return allowed ? to! : throw new RedirectRefusedException(request.Operation, from, to);
    }

    private static bool SameOrigin(Uri to, Uri from) => to.Scheme == from.Scheme && to.Port == from.Port;

    private static bool IsUpgrade(Uri to, Uri from) => from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps;
}
