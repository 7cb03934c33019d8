namespace PiecesOs.Module;

/// <summary>A form of the library for other programs, made from a lossless export on disk.</summary>
internal interface ILibraryFormat
{
    /// <summary>Writes the form.</summary>
    /// <param name="library">The lossless export.</param>
    /// <param name="files">The files of the form.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task WriteAsync(ExportedLibrary library, GeneratedFiles files, CancellationToken cancellationToken);
}
