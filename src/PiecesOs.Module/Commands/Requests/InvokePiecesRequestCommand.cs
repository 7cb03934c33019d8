using System.Collections;
using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>
/// Sends a request to any path of Pieces OS, for what no other cmdlet does. It uses the connection of the session and reports errors like
/// the other cmdlets.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "PiecesRequest", SupportsShouldProcess = true, DefaultParameterSetName = "Object")]
[OutputType(typeof(PSObject))]
[OutputType(typeof(string), typeof(byte[]), ParameterSetName = ["Raw"])]
public sealed class InvokePiecesRequestCommand : PiecesCmdlet
{
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 1000 };

    /// <summary>The path, relative to the address of the server, with or without a query.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The HTTP method. Every method except Get counts as a change.</summary>
    [Parameter]
    [ValidateSet("Get", "Post", "Put", "Patch", "Delete")]
    public string Method { get; set; } = "Get";

    /// <summary>The parameters of the query. An array repeats its parameter.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>The JSON body: a hashtable, an object, or a string that contains JSON.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? Body { get; set; }

    /// <summary>Return the elements of the list in the response, each as soon as it has arrived.</summary>
    [Parameter(ParameterSetName = "Enumerate", Mandatory = true)]
    public SwitchParameter Enumerate { get; set; }

    /// <summary>Return the response as it came, as text or bytes.</summary>
    [Parameter(ParameterSetName = "Raw", Mandatory = true)]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForInputAsync(UserInfo.Hide(Path), () => InvokeAsync(cancellationToken));

    private async Task InvokeAsync(CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        var path = RequestPath.Resolve(Path, Query, client.BaseAddress);
        var body = Body is null ? null : await OnPipelineThreadAsync(CreateBody).ConfigureAwait(false);
        var method = new HttpMethod(Method.ToUpperInvariant());
        if (method != HttpMethod.Get && !await ShouldProcessAsync(DisplayText.Safe(client.BaseAddress + path), $"Send {method}").ConfigureAwait(false))
            return;
        using var response = await client.SendAsync(method, path, body, cancellationToken).ConfigureAwait(false);
        if (Raw)
            await WriteRawAsync(response, cancellationToken).ConfigureAwait(false);
        else if (Enumerate)
            await WriteElementsAsync(response, cancellationToken).ConfigureAwait(false);
        else
            await WriteContentAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private JsonBody CreateBody()
    {
        if (InputObject.Unwrap(Body) is not string text)
        {
            var json = ObjectJson.ToUtf8(Body, InputErrors.BodyUnusable);
            return JsonBody.From(writer => writer.WriteRawValue(json, skipInputValidation: true));
        }

        try
        {
            using var document = JsonDocument.Parse(text, s_json);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw InputErrors.BodyUnusable($"The string is not JSON: {DisplayText.Safe(e.Message)}");
        }

        return JsonBody.From(writer => writer.WriteRawValue(text, skipInputValidation: true));
    }

    private async Task WriteRawAsync(ResponseContent response, CancellationToken cancellationToken)
    {
        var bytes = await response.ReadBytesAsync(cancellationToken).ConfigureAwait(false);
        if (bytes.Length > 0)
            WriteObject(IsText(MediaTypeOf(response)) ? response.ToText(bytes) : bytes);
    }

    private async Task WriteElementsAsync(ResponseContent response, CancellationToken cancellationToken)
    {
        await foreach (var element in response.ReadListAsync("iterable", cancellationToken).ConfigureAwait(false))
            WriteObject(ResponseObject.From(element));
    }

    /// <summary>Some versions of Pieces OS send JSON under another content type.</summary>
    private async Task WriteContentAsync(ResponseContent response, CancellationToken cancellationToken)
    {
        var mediaType = MediaTypeOf(response);
        if (IsJson(mediaType))
        {
            WriteJson(await response.ReadJsonAsync(cancellationToken).ConfigureAwait(false));
            return;
        }

        if (mediaType == "text/html")
            throw response.Malformed("it is a web page, which -Raw returns");
        var bytes = await response.ReadBytesAsync(cancellationToken).ConfigureAwait(false);
        if (bytes.Length > 0 && TryParse(bytes) is { } json)
            WriteJson(json);
        else if (bytes.Length > 0)
            WriteObject(IsText(mediaType) ? response.ToText(bytes) : bytes);
    }

    private void WriteJson(JsonValue json)
    {
        var value = ResponseObject.From(json);
        if (value is not object[] elements)
        {
            WriteObject(value);
            return;
        }

        foreach (var element in elements)
            WriteObject(element);
    }

    private static JsonValue? TryParse(byte[] bytes)
    {
        if (bytes[0] is not ((byte)'{' or (byte)'['))
            return null;
        try
        {
            using var document = JsonDocument.Parse(bytes, s_json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? MediaTypeOf(ResponseContent response) => response.Headers.ContentType?.MediaType?.ToLowerInvariant();

    private static bool IsJson(string? mediaType) => mediaType is "application/json" or "text/json" || EndsWith(mediaType, "+json");

    /// <summary>A response without a content type counts as text.</summary>
    private static bool IsText(string? mediaType) =>
        mediaType is null or "application/xml" or "application/javascript"
        || mediaType.StartsWith("text/", StringComparison.Ordinal) || IsJson(mediaType) || EndsWith(mediaType, "+xml");

    private static bool EndsWith(string? mediaType, string suffix) => mediaType?.EndsWith(suffix, StringComparison.Ordinal) == true;
}
