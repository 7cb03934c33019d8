namespace RestCore.Http;

/// <summary>Reads the responses of a <see cref="RestClient"/>.</summary>
public static class ResponseExtensions
{
    /// <summary>The content of a response that came through the handlers of a <see cref="RestClient"/>.</summary>
    public static ResponseContent GetContent(this HttpResponseMessage response) =>
        (ResponseContent)(response ?? throw new ArgumentNullException(nameof(response))).Content;
}
