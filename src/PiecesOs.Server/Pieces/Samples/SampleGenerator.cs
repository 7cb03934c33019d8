using System.Text;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Samples;

/// <summary>
/// Fills the server with assets that look like a real library (<see cref="SamplePlan"/>), the same ones for the same
/// numbers. From the 21st on, some are of every kind that causes trouble: no name, a very long name, control
/// characters, images.
/// </summary>
internal sealed class SampleGenerator(Database database, AssetService assets)
{
    private const int Batch = 2000;
    private static readonly DateTime First = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    // One of the IDs is in upper case, as one was in the library that was counted.
    private static readonly JsonElement[] Applications =
    [
        Application("7b0e4f8a-51f3-4a7e-9a26-0d5c7f0b6a11", "OPEN_SOURCE"),
        Application("c2f1d7e4-9a43-4f0b-8f5d-3a6b1e2c7d90", "VS_CODE"),
        Application("E85A1B6C-07D2-4C3F-A1B9-5F0E8D4C2A77", "JETBRAINS"),
        Application("1d9c3b5a-6e8f-4a2d-b7c0-94f1e6a8d352", "OBSIDIAN"),
    ];

    /// <summary>Creates so many more of this seed; <paramref name="contentBytes"/> fixes the size of each content.</summary>
    public async Task CreateAsync(int count, int seed, int? contentBytes = null)
    {
        var first = Made(seed);
        var batch = new List<(AssetSeed, AssetIdentity)>(Batch);
        for (var index = first; index < first + count; index++)
        {
            batch.Add(Make(index, seed, contentBytes));
            if (batch.Count < Batch && index + 1 < first + count)
                continue;
            await assets.CreateManyAsync(batch);
            batch.Clear();
        }
    }

    /// <summary>How many of this seed exist or existed: further ones continue from there.</summary>
    private int Made(int seed)
    {
        using var lease = database.Read();
        var made = 0;
        while (lease.Session.Scalar("SELECT 1 FROM assets WHERE id = $1", Id(seed, made)) is not null)
            made++;
        return made;
    }

    private static string Id(int seed, int index) => NameBasedGuid.Of("sample", FormattableString.Invariant($"{seed}/{index}"));

    private static JsonElement Application(string id, string name) => JsonDocument.Parse(
        $$"""{"id":"{{id}}","name":"{{name}}","version":"1.0.0","platform":"UNKNOWN","onboarded":true,"privacy":"OPEN","mechanism":"MANUAL"}""").RootElement;

    private static (AssetSeed Seed, AssetIdentity Identity) Make(int index, int seed, int? contentBytes)
    {
        var random = SampleRandom.Of(seed, index);
        var snippet = SampleSnippets.For(random, index);
        var isImage = SamplePlan.IsImage(index);
        var text = isImage ? "" : SampleText.Write(random, snippet, index, contentBytes);
        var asset = new AssetSeed
        {
            Name = SampleMetadata.Name(seed, index),
            Mechanism = index % 5 == 4 ? "AUTOMATIC" : "MANUAL",
            Application = Applications[index % Applications.Length],
            Content = isImage ? Png(random) : SamplePlan.IsTextFile(index) || SamplePlan.HasPreview(index) ? TextFile(text) : Text(text),
            IsFile = isImage || SamplePlan.IsTextFile(index) || SamplePlan.HasPreview(index),
            FileName = isImage ? "screenshot.png" : null,
            Ext = isImage ? "png" : SamplePlan.IsTextFile(index) ? "txt" : snippet.Ext,
            Tags = Tags(random, snippet, index),
            Annotations = SampleMetadata.Annotations(random, snippet, index),
            Websites = index % 3 == 0 ? [new SeedWebsite($"https://docs.example.com/{snippet.Topic}", $"{snippet.Title} reference", "AUTOMATIC")] : [],
            Favorited = index % 11 == 0,
            More = [.. More(index, snippet, text)],
        };
        return (asset, new AssetIdentity(Id(seed, index), NameBasedGuid.Of("sample format", Id(seed, index)), Time(random, index)));
    }

    /// <summary>Some times have microseconds, some have not.</summary>
    private static DateTime Time(SampleRandom random, int index)
    {
        var milliseconds = First.AddMinutes(index).AddMilliseconds(random.Next(60_000));
        return index % 3 == 0 ? milliseconds : milliseconds.AddMicroseconds(random.Next(1000));
    }

    private static List<SeedTag> Tags(SampleRandom random, SampleSnippet snippet, int index) =>
    [
        .. SampleMetadata.Tags(random, snippet)
            .Select((text, place) => new SeedTag(text, place == 0 && SamplePlan.HasManualTag(index) ? "MANUAL" : "AUTOMATIC")),
    ];

    /// <summary>The formats beside the original: a recognized text with its layout, or the first line as a preview.</summary>
    private static IEnumerable<SeedFormat> More(int index, SampleSnippet snippet, string text)
    {
        if (SamplePlan.IsImage(index))
        {
            var read = FormattableString.Invariant($"{snippet.Title} {index}");
            yield return new SeedFormat(SeedFormatUse.RecognizedText, "txt", TextFile(read));
            yield return new SeedFormat(SeedFormatUse.RecognizedLayout, "html", TextFile($"<div class=\"ocr_page\"><span class=\"ocr_line\">{read}</span></div>"));
        }

        if (SamplePlan.HasPreview(index))
            yield return new SeedFormat(SeedFormatUse.Preview, snippet.Ext, Text(text.Split('\n')[0]));
    }

    private static ContentPart Text(string text)
    {
        var part = new ContentPart(ContentKind.Text) { Size = Encoding.UTF8.GetByteCount(text), Head = Head(text) };
        part.Data.Add(Json.Build(writer => writer.WriteStringValue(text)));
        return part;
    }

    private static ContentPart TextFile(string text)
    {
        var part = new ContentPart(ContentKind.Bytes) { Head = Head(text) };
        part.Data.Add(Encoding.UTF8.GetBytes(text));
        part.Size = part.Data.Length;
        return part;
    }

    private static string Head(string text) => text.Length > ContentExtractor.HeadBytes ? text[..ContentExtractor.HeadBytes] : text;

    /// <summary>A valid picture of one color.</summary>
    private static ContentPart Png(SampleRandom random)
    {
        var part = new ContentPart(ContentKind.Bytes);
        part.Data.Add(SamplePng.Create(16, 16, (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        part.Size = part.Data.Length;
        return part;
    }
}

/// <summary>SplitMix64: the same numbers for the same seed on every runtime, which System.Random does not promise.</summary>
internal sealed class SampleRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The numbers of one sample.</summary>
    public static SampleRandom Of(int seed, int index) => new(((ulong)(uint)seed << 32) | (uint)index);

    /// <summary>A number from 0 up to, not including, the limit.</summary>
    public int Next(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (int)(mixed % (ulong)limit);
    }
}
