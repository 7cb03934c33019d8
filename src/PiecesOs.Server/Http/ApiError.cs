namespace PiecesOs.Server.Http;

/// <summary>An answer other than success: the status and the text/plain words, as the real server sends them.</summary>
internal sealed class ApiError(int status, string words) : Exception(words)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>400: the request itself is not usable.</summary>
    public static ApiError BadRequest(string words) => new(400, words);

    /// <summary>404: there never was such a thing.</summary>
    public static ApiError NotFound(string words) => new(404, words);

    /// <summary>410: it was here once.</summary>
    public static ApiError Gone(string words) => new(410, words);

    /// <summary>500, which is what the API documents for a body that makes no sense.</summary>
    public static ApiError Unusable(string words) => new(500, words);
}
