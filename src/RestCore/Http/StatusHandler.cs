namespace RestCore.Http;

/// <summary>Turns a response without success into an exception.</summary>
internal sealed class StatusHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            var retryAfter = response.Headers.RetryAfter;
            var wait = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - DateTimeOffset.UtcNow : null);
            var content = (ResponseContent)response.Content;
            content.Body.LimitTotal();
            var message = await ServerMessage.ReadAsync(content, content.Body, cancellationToken).ConfigureAwait(false);
            throw new RestStatusException(request.GetOperation(), response.StatusCode, message, wait > TimeSpan.Zero ? wait : null)
            {
                Address = request.RequestUri,
                SentBytes = request.Content is JsonBody { IsLarge: true } ? null : request.Content?.Headers.ContentLength,
            };
        }
    }
}
