namespace PiecesOs.Benchmarks.Inputs;

/// <summary>What a job whose requests are counted works on.</summary>
/// <param name="Id">The ID of an asset.</param>
/// <param name="Name">Its name, which no other asset has.</param>
/// <param name="Link">A link to it, for the job that revokes it; <c>none</c> for the others.</param>
/// <param name="Files">A folder of files to save.</param>
/// <param name="Folder">A folder for an export.</param>
internal sealed record JobInput(string Id, string Name, string Link, string Files, string Folder);
