using System.Runtime.CompilerServices;

namespace PiecesOs.Module;

/// <summary>One item of a source: the data for an asset, or the reason why there is none.</summary>
/// <param name="Name">The name, as far as it is known.</param>
/// <param name="SourceId">What identifies it in its source.</param>
/// <param name="Material">The data.</param>
/// <param name="Reason">Why it is skipped.</param>
/// <param name="Failure">Why it cannot be read. This is an error.</param>
internal sealed record ImportItem(string? Name, string? SourceId, ImportMaterial? Material, string? Reason, InputException? Failure)
{
    /// <summary>An item to import.</summary>
    public static ImportItem Of(ImportMaterial material) => new(material.Name, material.SourceId, material, Reason: null, Failure: null);

    /// <summary>An item that is not imported, for a reason.</summary>
    public static ImportItem Skipped(string? name, string? sourceId, string reason) => new(name, sourceId, Material: null, reason, Failure: null);

    /// <summary>An item that cannot be read.</summary>
    public static ImportItem Failed(string? name, string? sourceId, InputException failure) => new(name, sourceId, Material: null, Reason: null, failure);
}

/// <summary>Items that are read synchronously, as from local files.</summary>
internal static class ImportItems
{
    /// <summary>The items as an asynchronous sequence.</summary>
    public static async IAsyncEnumerable<ImportItem> ReadAsync(this IEnumerable<ImportItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
