using System;
using System.Text.Json;
using PiecesOs.Sandbox.Http;

namespace PiecesOs.Sandbox.Assets;

/// <summary>What the server adds to a seed: the ids, whose it is, and when.</summary>
internal sealed record AssetIdentity(string Asset, string Format, string Creator, DateTime Time)
{
    /// <summary>A new asset, made now.</summary>
    public static AssetIdentity New(string creator) =>
        new(Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), creator, DateTime.UtcNow);

    /// <summary>The four times of a new asset.</summary>
    public void WriteTimes(Utf8JsonWriter writer)
    {
        writer.Timestamp("created", Time);
        writer.Timestamp("updated", Time);
        writer.Nulls("synced", "deleted");
    }
}
