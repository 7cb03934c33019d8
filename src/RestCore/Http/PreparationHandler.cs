using System.Net;
using Refit;

namespace RestCore.Http;

/// <summary>Completes what Refit built: checks the values in the path, names the operation, adds the headers of the transport, buffers the body.</summary>
internal sealed class PreparationHandler(RestTransport transport, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.HasOperation())
            request.SetOperation(DescribeOperation(request));
        foreach (var header in transport.Options.Headers)
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (transport.Authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", transport.Authorization);
#if NETFRAMEWORK
        if (request.Method == HttpMethod.Get && request.Content is not null)
            throw new PlatformNotSupportedException($"{request.GetOperation()} is a GET with a body, which .NET Framework cannot send. Run it in PowerShell 7.");
        request.Headers.ExpectContinue = false; // Otherwise .NET Framework waits for a server that does not respond with 100 (Continue).
#endif
        if (request.Content is JsonBody { IsLarge: false } body)
            await body.LoadIntoBufferAsync().ConfigureAwait(false);
        else if (request.Content is null && request.Method != HttpMethod.Get)
            request.Content = new ByteArrayContent([]); // Without content the runtime itself sends it again when the connection drops.

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // Refit returns null for status 204 without reading the content. The content keeps the status.
        if (response.StatusCode == HttpStatusCode.NoContent)
            response.StatusCode = HttpStatusCode.OK;
        return response;
    }

    /// <summary>The operation of an interface method.</summary>
    private RestOperation DescribeOperation(HttpRequestMessage request)
    {
        var hasPathValues = CheckPath(request);
        var isSafe = request.Headers.Remove(OperationHeaders.SafeName);
        var namesResource = request.Headers.Remove(OperationHeaders.NamesResourceName) || hasPathValues;
        var name = request.GetOperationName(transport.Options.OperationSeparator);
        return new RestOperation(name, request.RequestUri, IsChange: request.Method != HttpMethod.Get && !isSafe, namesResource);
    }

    /// <summary>Refit escapes values, but an empty value or a dot segment leads to another path, whether it is escaped or not. Returns whether there are values.</summary>
    private bool CheckPath(HttpRequestMessage request)
    {
        var names = request.GetPathTemplate().Split('{').Skip(1).Select(static part => part.Substring(0, part.IndexOf('}'))).ToArray();
        if (names.Length == 0)
            return false;
        // The arguments in the path come first, in the order of the path.
        var arguments = request.GetOption<object?[]>(HttpRequestMessageOptions.MethodArguments)!;
        var values = names.Zip(arguments, static (name, value) => new KeyValuePair<string, string>(name, value as string ?? string.Empty)).ToArray();
        foreach (var value in values)
            transport.Options.CheckPathValue(value.Value, value.Key);
        request.SetOption(RequestOptions.PathValues, values);
        return true;
    }
}
