using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Content;

/// <summary>The body of a request for which Pieces OS returns an empty 200 if the body is malformed.</summary>
internal static class LenientBody
{
    /// <summary>Reads a JSON object; null if the body is not one. A body above <paramref name="limit"/> bytes is 413 all the same.</summary>
    public static async Task<RequestBody?> ReadAsync(HttpContext context, long limit)
    {
        try
        {
            return await BodyReader.ReadOptionalAsync(context, limit);
        }
        catch (ApiError error) when (error.Status == StatusCodes.Status400BadRequest)
        {
            return null;
        }
    }
}
