namespace PiecesOs.Server.Assets;

/// <summary>A tag of a seed.</summary>
internal sealed record SeedTag(string Text, string Mechanism = "MANUAL", string Category = "UNKNOWN");
