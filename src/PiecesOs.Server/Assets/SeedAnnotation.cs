namespace PiecesOs.Server.Assets;

/// <summary>An annotation of a seed.</summary>
internal sealed record SeedAnnotation(string Type, string Text, string Mechanism = "MANUAL");
