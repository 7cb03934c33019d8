namespace PiecesOs.Module;

/// <summary>Something that Import-PiecesLibrary can read, opened and checked.</summary>
internal interface ILibrarySource
{
    /// <summary>The number of items, if it is known.</summary>
    long? Count { get; }

    /// <summary>Reads the items, one after another. Only one is in memory.</summary>
    IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken);
}
