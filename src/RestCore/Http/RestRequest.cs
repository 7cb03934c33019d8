namespace RestCore.Http;

/// <summary>One operation's request, before it is bound to a server.</summary>
public sealed class RestRequest
{
    /// <summary>A request without a body.</summary>
    /// <param name="operation">The operation's name in its API document; errors and traces name it.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="pathAndQuery">Relative to the base address, already escaped; see <see cref="PathBuilder"/>.</param>
    public RestRequest(string operation, HttpMethod method, string pathAndQuery)
    {
        Operation = operation;
        Method = method;
        PathAndQuery = pathAndQuery;
    }

    /// <summary>The operation's name in its API document.</summary>
    public string Operation { get; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>Path and query, relative to the base address.</summary>
    public string PathAndQuery { get; }

    /// <summary>The JSON body, if any.</summary>
    public JsonBody? Body { get; init; }

    /// <summary>The limit for the first byte of the answer, in place of the client's.</summary>
    public AnswerDeadline? Deadline { get; init; }

    /// <summary>Whether it changes something at the server, so that its fate matters when the answer is lost.</summary>
    public bool IsChange { get; init; }

    /// <summary>A GET of <paramref name="pathAndQuery"/>.</summary>
    public static RestRequest Get(string operation, string pathAndQuery) => new(operation, HttpMethod.Get, pathAndQuery);

    /// <summary>A POST to <paramref name="pathAndQuery"/>.</summary>
    public static RestRequest Post(string operation, string pathAndQuery, JsonBody? body = null) =>
        new(operation, HttpMethod.Post, pathAndQuery) { Body = body };

    /// <summary>A POST to <paramref name="pathAndQuery"/> that changes something at the server.</summary>
    public static RestRequest Change(string operation, string pathAndQuery, JsonBody? body = null) =>
        new(operation, HttpMethod.Post, pathAndQuery) { Body = body, IsChange = true };
}
