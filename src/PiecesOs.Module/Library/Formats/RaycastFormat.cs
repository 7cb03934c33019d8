namespace PiecesOs.Module;

/// <summary>A JSON file for Raycast: a list of names, texts and the user's own tags.</summary>
internal sealed class RaycastFormat : ILibraryFormat
{
    private const string FileName = "raycast.json";
    private const int MaxBytes = 1_000_000;

    public async Task WriteAsync(ExportedLibrary library, GeneratedFiles files, CancellationToken cancellationToken)
    {
        using var json = new JsonOutput(files);
        json.Writer.WriteStartArray();
        await foreach (var item in LibraryItem.ReadAsync(library, cancellationToken).ConfigureAwait(false))
        {
            if (item.Content?.GetText(MaxBytes) is not { Length: > 0 } text)
            {
                files.AddLeftOut();
                continue;
            }

            files.AddAsset();
            json.Writer.WriteStartObject();
            json.Writer.WriteString("name", item.Title);
            json.Writer.WriteString("text", text);
            if (item.OwnTags is { Length: > 0 } tags)
            {
                json.Writer.WriteStartArray("tags");
                foreach (var tag in tags)
                    json.Writer.WriteStringValue(tag);
                json.Writer.WriteEndArray();
            }

            json.Writer.WriteEndObject();
            json.Flush();
        }

        json.Writer.WriteEndArray();
        json.Save(FileName);
    }
}
