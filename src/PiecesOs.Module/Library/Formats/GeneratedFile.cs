namespace PiecesOs.Module;

/// <summary>A file that an earlier export wrote, or was about to write when it was interrupted.</summary>
/// <param name="Path">Its path in the folder.</param>
/// <param name="Hashes">The SHA-256 of each content that an export gave it and that it can have now.</param>
internal sealed record GeneratedFile(string Path, IReadOnlyList<string> Hashes);
