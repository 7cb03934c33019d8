namespace PiecesOs.Module;

/// <summary>An asset that an export lacks, or that could not be read completely.</summary>
public sealed class PiecesExportProblem
{
    /// <summary>The ID of the asset; <see langword="null"/> if the problem concerns no single asset.</summary>
    public string? Id { get; init; }

    /// <summary>The name of the asset, if it is known.</summary>
    public string? Name { get; init; }

    /// <summary>Why it is missing or incomplete.</summary>
    public required string Reason { get; init; }

    /// <summary>The name or ID, and the reason.</summary>
    public override string ToString() => DisplayText.Safe($"{(Name is { Length: > 0 } ? Name : Id)}: {Reason}");
}
