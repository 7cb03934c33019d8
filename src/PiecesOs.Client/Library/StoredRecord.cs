namespace PiecesOs.Client;

/// <summary>What became of a record that was sent to be stored.</summary>
/// <param name="Outcome">What the server did.</param>
/// <param name="Link">The address of a share on this server; <see langword="null"/> for an asset.</param>
public sealed record StoredRecord(StoreOutcome Outcome, string? Link);
