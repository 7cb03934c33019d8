using Refit;
using RestCore.Http;
using RestCore.Json;

namespace RestCore.Tests.Support;

/// <summary>A request to any path, built without an interface.</summary>
internal sealed class TestRequest(string operation, HttpMethod method, string pathAndQuery)
{
    public string Operation => operation;

    public JsonBody? Body { get; init; }

    public ResponseDeadline? Deadline { get; init; }

    public bool IsChange { get; init; }

    public HttpRequestMessage ToMessage(string accept)
    {
        var message = new HttpRequestMessage(method, pathAndQuery) { Content = Body };
        message.SetOption(HttpRequestMessageOptions.MethodName, operation);
        message.SetOption("deadline", Deadline);
        var headers = IsChange ? new[] { accept } : [accept, OperationHeaders.Safe];
        foreach (var header in headers.Select(static header => header.Split(": ")))
            message.Headers.TryAddWithoutValidation(header[0], header[1]);
        return message;
    }
}

/// <summary>Sends requests and reads their responses.</summary>
internal static class TestRequestExtensions
{
    public static async Task<JsonValue> GetJsonAsync(this RestClient client, TestRequest request, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, OperationHeaders.AcceptJson, cancellationToken);
        return await ResponseContent.Of(response).ReadJsonAsync(cancellationToken);
    }

    public static async Task<string> GetTextAsync(this RestClient client, TestRequest request, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, OperationHeaders.AcceptText, cancellationToken);
        return await ResponseContent.Of(response).ReadTextAsync(cancellationToken);
    }

    public static async IAsyncEnumerable<T> GetListAsync<T>(
        this RestClient client,
        TestRequest request,
        string[] listPath,
        Func<JsonValue, T> create,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await client.SendAsync(request, OperationHeaders.AcceptJson, cancellationToken);
        await foreach (var element in ResponseContent.Of(response).ReadListAsync(listPath, siblings: null, isRequired: true, cancellationToken))
            yield return create(element);
    }

    private static Task<HttpResponseMessage> SendAsync(this RestClient client, TestRequest request, string accept, CancellationToken cancellationToken) =>
        client.Http.SendAsync(request.ToMessage(accept), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}
