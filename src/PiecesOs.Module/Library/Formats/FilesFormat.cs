namespace PiecesOs.Module;

/// <summary>The contents as files, byte for byte, in a folder for each language, with the times of the assets.</summary>
internal sealed class FilesFormat : ILibraryFormat
{
    public async Task WriteAsync(ExportedLibrary library, GeneratedFiles files, CancellationToken cancellationToken)
    {
        var names = new FormFileNames();
        await foreach (var item in LibraryItem.ReadAsync(library, cancellationToken).ConfigureAwait(false))
        {
            if (item.Content is null)
            {
                files.AddLeftOut();
                continue;
            }

            files.AddAsset();
            foreach (var content in item.GetOtherContents().Prepend(item.Content))
            {
                var name = SafeFileName.From(item.Asset.Name, item.Asset.Id, content.Language, content.Content.IsText);
                files.Write(names.Get(item.Language.Name, name, item.Asset.Id), content.WriteTo, item.Asset.Updated, item.Asset.Created);
            }
        }
    }
}
