using System;

namespace PiecesOs.Sandbox.Assets;

/// <summary>What the server adds to a seed: the ids, whose it is, and when.</summary>
internal sealed record AssetIdentity(string Asset, string Format, string Creator, DateTime Time)
{
    /// <summary>A new asset, made now.</summary>
    public static AssetIdentity New(string creator) =>
        new(Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), creator, DateTime.UtcNow);
}
