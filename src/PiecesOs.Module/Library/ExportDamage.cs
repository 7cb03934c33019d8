namespace PiecesOs.Module;

/// <summary>A file of an export that is not as it should be.</summary>
/// <param name="Path">The file.</param>
/// <param name="Problem">What is wrong, as the rest of a sentence about it.</param>
internal sealed record ExportDamage(string Path, string Problem);
