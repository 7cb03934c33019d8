using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RestCore.Http;

namespace PiecesOs.Client.Tests.Support;

/// <summary>JSON as a client sends it, without a server.</summary>
internal static class Wire
{
    /// <summary>The text that a body is sent as.</summary>
    public static async Task<string> TextOfAsync(JsonBody body)
    {
        using var buffer = new MemoryStream();
        var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        await using (writer)
            await body.WriteToAsync(writer, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
