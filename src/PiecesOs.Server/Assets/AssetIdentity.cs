using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Assets;

/// <summary>What the server adds to a seed: the ids, and when.</summary>
internal sealed record AssetIdentity(string Asset, string Format, DateTime Time)
{
    /// <summary>The id of the format's analysis.</summary>
    public string Analysis { get; } = NamedGuid.Of("analysis", Format);

    /// <summary>A new asset, made now.</summary>
    public static AssetIdentity New() => new(Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), DateTime.UtcNow);

    /// <summary>The four times of a new asset or format. Pieces OS sets all of them when it creates one, also <c>deleted</c>.</summary>
    public void WriteTimes(Utf8JsonWriter writer)
    {
        writer.Timestamp("created", Time);
        writer.Timestamp("updated", Time);
        writer.Timestamp("synced", Time);
        writer.Timestamp("deleted", Time);
    }
}
