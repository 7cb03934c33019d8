using System.Net.Http.Headers;
using System.Text.Json;

namespace PiecesOs.Server.Tests.Support;

/// <summary>A response read to its end.</summary>
internal sealed record Response(int Status, string? Type, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public static async Task<Response> FromAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return new Response((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response.Headers);
        }
    }
}
