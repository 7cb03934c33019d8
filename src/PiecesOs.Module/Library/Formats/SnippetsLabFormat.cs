using System.Text;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>A JSON file for SnippetsLab: a folder for each language, the user's own tags, and a fragment for each format of an asset.</summary>
internal sealed class SnippetsLabFormat : ILibraryFormat
{
    private const string FileName = "snippetslab.json";
    private const int MaxBytes = 10_000_000;

    public async Task WriteAsync(ExportedLibrary library, GeneratedFiles files, CancellationToken cancellationToken)
    {
        // Folders and tags come after the snippets, so that one pass is enough. The order of members has no meaning in JSON.
        var folders = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var json = new JsonOutput(files);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartObject("contents");
        json.Writer.WriteStartArray("snippets");
        await foreach (var item in LibraryItem.ReadAsync(library, cancellationToken).ConfigureAwait(false))
        {
            if (item.Content?.GetText(MaxBytes) is not { } text)
            {
                files.AddLeftOut();
                continue;
            }

            files.AddAsset();
            foreach (var tag in item.OwnTags)
                tags[tag] = IdOf("tag", tag);
            folders[item.Language.Title] = IdOf("folder", item.Language.Title);
            WriteSnippet(json.Writer, item, text);
            json.Flush();
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteStartArray("folders");
        foreach (var folder in folders)
        {
            WriteNamed(json.Writer, folder);
            json.Writer.WriteStartArray("children");
            json.Writer.WriteEndArray();
            json.Writer.WriteEndObject();
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteStartArray("tags");
        foreach (var tag in tags)
        {
            WriteNamed(json.Writer, tag);
            json.Writer.WriteEndObject();
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteEndObject();
        json.Writer.WriteEndObject();
        json.Save(FileName);
    }

    private static void WriteSnippet(Utf8JsonWriter writer, LibraryItem item, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("uuid", Guid.TryParse(item.Asset.Id, out var id) ? id.ToString("D").ToUpperInvariant() : IdOf("snippet", item.Asset.Id ?? item.Asset.ToJson()));
        writer.WriteString("title", item.Title);
        writer.WriteString("folder", IdOf("folder", item.Language.Title));
        writer.WriteStartArray("tags");
        foreach (var tag in item.OwnTags.Distinct(StringComparer.Ordinal))
            writer.WriteStringValue(IdOf("tag", tag));
        writer.WriteEndArray();
        writer.WriteStartArray("fragments");
        WriteFragment(writer, item.Title, text, item.Language, NoteOf(item));
        foreach (var other in item.GetOtherContents())
        {
            if (other.GetText(MaxBytes) is { } otherText)
                WriteFragment(writer, other.LanguageName.Title, otherText, other.LanguageName, note: string.Empty);
        }

        writer.WriteEndArray();
        if (item.Asset.Created is { } created)
            writer.WriteString("dateCreated", created.UtcDateTime);
        if (item.Asset.Updated is { } updated)
            writer.WriteString("dateModified", updated.UtcDateTime);
        writer.WriteEndObject();
    }

    private static void WriteFragment(Utf8JsonWriter writer, string title, string content, LanguageName language, string note)
    {
        writer.WriteStartObject();
        writer.WriteString("title", title);
        writer.WriteString("content", content);
        writer.WriteString("language", language.Title);
        writer.WriteString("note", note);
        writer.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter writer, KeyValuePair<string, string> named)
    {
        writer.WriteStartObject();
        writer.WriteString("uuid", named.Value);
        writer.WriteString("title", named.Key);
    }

    /// <summary>The annotations and web addresses, which SnippetsLab has no members for.</summary>
    private static string NoteOf(LibraryItem item) => string.Join("\n\n", item.Annotations.Select(static annotation => annotation.Text)
        .Concat(item.Asset.Websites));

    /// <summary>An ID that is the same in each export.</summary>
    private static string IdOf(string kind, string text)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"{kind} {text}"));
        var digest = FileDigest.Of(bytes, CancellationToken.None).Sha256;
        return Guid.ParseExact(digest.Substring(0, 32), "N").ToString("D").ToUpperInvariant();
    }
}
