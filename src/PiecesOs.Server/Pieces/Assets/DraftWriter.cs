using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Search;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The response of POST /assets/draft: the seed with name, type and tags filled in; an image is unchanged.</summary>
internal sealed class DraftWriter(RequestBody body, AssetSeed seed, bool transferables)
{
    private const int SuggestedTags = 3;

    private static readonly string[] StopWords =
    [
        "this", "that", "from", "with", "return", "null", "true", "false", "string", "public", "static", "void", "const", "else", "then", "param",
        "using", "import",
    ];

    public async Task WriteAsync(PipeWriter output, CancellationToken cancellation)
    {
        var draft = AssetEdits.ToNode(body.Root)!.AsObject();
        var asset = draft["asset"]!.AsObject();
        var ext = seed.Ext ?? LanguageDetector.Guess(seed.FileName, seed.Content);
        if (Classification.Generic(ext) != "IMAGE")
            Fill(asset, ext);

        var holder = asset["format"]![seed.IsFile ? "file" : "fragment"]!.AsObject();
        holder[seed.Content.Kind == ContentKind.Text ? "string" : "bytes"] = 0;

        // As for stored assets, the seed's one content value is inserted where the mark is.
        var document = AssetDocument.From(Json.WithoutNulls(draft));
        var insertions = MemoryMarshal.Cast<byte, Insertion>(document.Insertions).ToArray();
        var copied = 0;
        foreach (var insertion in insertions.Where(insertion => transferables && insertion.Kind != InsertionKind.Origin))
        {
            output.Write(document.Json.AsSpan(copied..insertion.Offset));
            copied = insertion.Offset;
            output.Write(ContentMember.Before(insertion.Kind, seed.Content.Kind));
            await WriteContentAsync(output, cancellation);
            output.Write(ContentMember.After(insertion.Kind));
        }

        output.Write(document.Json.AsSpan(copied));
        await output.FlushAsync(cancellation);
    }

    private async Task WriteContentAsync(PipeWriter output, CancellationToken cancellation)
    {
        var isFirst = true;
        foreach (var chunk in seed.Content.Data.Chunks())
        {
            if (seed.Content.Kind == ContentKind.Text)
                output.Write(chunk);
            else
                ByteArrayWriter.Write(output, chunk, isFirst);
            isFirst = false;
            await output.FlushAsync(cancellation);
        }

        if (isFirst && seed.Content.Kind != ContentKind.Text)
            output.Write("["u8);
        output.Write(ContentMember.End(seed.Content.Kind));
    }

    private void Fill(JsonObject asset, string ext)
    {
        if (asset["metadata"] is not JsonObject metadata)
            asset["metadata"] = metadata = [];
        metadata["name"] ??= NameSuggestion.From(seed);
        var format = asset["format"]![seed.IsFile ? "file" : "fragment"]!.AsObject();
        if (format["metadata"] is not JsonObject formatMetadata)
            format["metadata"] = formatMetadata = [];
        formatMetadata["ext"] ??= ext;
        if (metadata["tags"] is not JsonArray tags)
            metadata["tags"] = tags = [];
        foreach (var tag in Tags(ext).Except(seed.Tags.Select(tag => tag.Text), StringComparer.OrdinalIgnoreCase))
            tags.Add(new JsonObject { ["text"] = tag, ["mechanism"] = "AUTOMATIC", ["category"] = "UNKNOWN" });
    }

    /// <summary>The type and the most frequent words.</summary>
    private IEnumerable<string> Tags(string ext)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var span in new WordEnumerator(seed.Content.Head))
        {
            var word = span.ToString().ToLowerInvariant();
            if (word.Length is >= 4 and <= 24 && !char.IsAsciiDigit(word[0]) && !StopWords.Contains(word, StringComparer.Ordinal))
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        var often = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(SuggestedTags).Select(pair => pair.Key);
        return ext == Classification.Unknown ? often : often.Prepend(ext);
    }
}
