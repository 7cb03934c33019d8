namespace PiecesOs.Server.Assets;

/// <summary>A website of a seed.</summary>
internal sealed record SeedWebsite(string Url, string Name, string Mechanism = "MANUAL");
