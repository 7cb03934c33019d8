using System.Text;
using System.Text.Json;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>A request that reached the slow server.</summary>
/// <param name="Method">The method; <c>WEBSOCKET</c> for a stream.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The body.</param>
public sealed record SlowRequest(string Method, string Path, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The ID of the asset to link to, or <see langword="null"/> if the request does not create a link.</summary>
    public string? LinkedId
    {
        get
        {
            if (Method != "POST" || Path != "/linkify")
                return null;
            using var link = JsonDocument.Parse(Body);
            return link.RootElement.GetProperty("asset").GetProperty("id").GetString();
        }
    }

    /// <summary>The name of the new asset, or <see langword="null"/> if the request does not create one.</summary>
    public string? CreatedName
    {
        get
        {
            if (Method != "POST" || Path != "/assets/create")
                return null;
            using var seed = JsonDocument.Parse(Body);
            return seed.RootElement.GetProperty("asset").GetProperty("metadata").GetProperty("name").GetString();
        }
    }
}
