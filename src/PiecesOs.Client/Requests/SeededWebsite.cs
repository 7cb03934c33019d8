namespace PiecesOs.Client;

/// <summary>A web address of a new asset.</summary>
/// <param name="Url">The address.</param>
/// <param name="Name">Its title.</param>
/// <param name="Mechanism">How it came to the asset: MANUAL for the user's own.</param>
public sealed record SeededWebsite(string Url, string Name, string Mechanism = "MANUAL");
