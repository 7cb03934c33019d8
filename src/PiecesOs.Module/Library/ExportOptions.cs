namespace PiecesOs.Module;

/// <summary>What the user wants of an export.</summary>
/// <param name="Pseudo">Whether pseudo assets are included; <see langword="null"/> leaves that to the server.</param>
/// <param name="Force">Whether a library that shrank may replace an export.</param>
/// <param name="RemoveMissing">Whether assets that the server no longer lists leave the export.</param>
internal sealed record ExportOptions(bool? Pseudo, bool Force, bool RemoveMissing);
