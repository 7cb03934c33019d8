using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>The member <c>mechanisms</c> of a relation: how it came to each asset.</summary>
internal static class Mechanisms
{
    /// <summary>How it came to one asset, such as MANUAL; <see langword="null"/> when it is not known.</summary>
    public static string? Of(JsonValue mechanisms, string assetId) =>
        mechanisms.Member(assetId).AsText()
        ?? mechanisms.EnumerateMembers().FirstOrDefault(member => string.Equals(member.Key, assetId, StringComparison.OrdinalIgnoreCase)).Value.AsText();
}
