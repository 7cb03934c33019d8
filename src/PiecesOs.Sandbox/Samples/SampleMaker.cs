using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PiecesOs.Sandbox.Assets;
using PiecesOs.Sandbox.Http;
using PiecesOs.Sandbox.Service;
using PiecesOs.Sandbox.Storage;

namespace PiecesOs.Sandbox.Samples;

/// <summary>
/// Fills the sandbox with assets that look like a real library, the same ones for the same numbers. From the 21st
/// on there are some of every kind that makes trouble: no name, an endless name, control characters, images.
/// </summary>
internal sealed class SampleMaker(Database database, AssetService assets, ServerState state)
{
    private const int Batch = 2000;
    private const int TagsEach = 15;
    private static readonly DateTime First = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);
    private static readonly JsonElement Application = JsonDocument.Parse(
        """
        {"schema":null,"id":"7b0e4f8a-51f3-4a7e-9a26-0d5c7f0b6a11","name":"OPEN_SOURCE","version":"1.0.0","platform":"UNKNOWN","onboarded":true,
         "privacy":"OPEN","capabilities":null,"mechanism":"MANUAL","automaticUnload":null,"enrichment":null}
        """).RootElement;

    /// <summary>Makes so many more of this seed; <paramref name="contentBytes"/> fixes the size of each content.</summary>
    public async Task MakeAsync(int count, int seed, int? contentBytes = null)
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

    /// <summary>How many of this seed there are, or were: those go on from there.</summary>
    private int Made(int seed)
    {
        using var lease = database.Read();
        var made = 0;
        while (lease.Session.Scalar("SELECT 1 FROM assets WHERE id = $1", Id(seed, made)) is not null)
            made++;
        return made;
    }

    private static string Id(int seed, int index) => NamedGuid.Of("sample", FormattableString.Invariant($"{seed}/{index}"));

    private (AssetSeed Seed, AssetIdentity Identity) Make(int index, int seed, int? contentBytes)
    {
        var random = new SampleRandom(((ulong)(uint)seed << 32) | (uint)index);
        var snippet = SampleSnippets.All[index < SampleSnippets.All.Count ? index : random.Next(SampleSnippets.All.Count)];
        var isImage = index >= 20 && index % 97 == 20;
        var content = isImage ? Png(random) : Text(SampleText.Write(random, snippet, index, contentBytes));
        var asset = new AssetSeed
        {
            Name = SampleNames.For(random, snippet, index, isImage),
            Mechanism = index % 5 == 4 ? "AUTOMATIC" : "MANUAL",
            Application = Application,
            Content = content,
            IsFile = isImage,
            FileName = isImage ? "screenshot.png" : null,
            Ext = isImage ? "png" : snippet.Ext,
            Tags = Tags(random, snippet),
            Annotations = Annotations(random, snippet),
            Websites = index % 3 == 0 ? [new SeedWebsite($"https://docs.example.com/{snippet.Topic}", $"{snippet.Title} reference", "AUTOMATIC")] : [],
            Favorited = index % 11 == 0,
        };
        var time = First.AddMinutes(index).AddTicks(random.Next(600_000_000));
        return (asset, new AssetIdentity(Id(seed, index), NamedGuid.Of("sample format", Id(seed, index)), state.UserId, time));
    }

    /// <summary>Two of the user's own, the rest automatic.</summary>
    private static List<SeedTag> Tags(SampleRandom random, SampleSnippet snippet)
    {
        var tags = new List<SeedTag> { new(snippet.Topic), new(snippet.Ext) };
        var start = random.Next(SampleWords.Tags.Count);
        for (var i = 0; tags.Count < TagsEach; i++)
        {
            var tag = SampleWords.Tags[(start + (i * 7)) % SampleWords.Tags.Count];
            if (!tags.Exists(known => known.Text == tag))
                tags.Add(new SeedTag(tag, "AUTOMATIC"));
        }

        return tags;
    }

    private static List<SeedAnnotation> Annotations(SampleRandom random, SampleSnippet snippet) =>
    [
        new("DESCRIPTION", $"{snippet.Title}: {SampleWords.Purposes[random.Next(SampleWords.Purposes.Count)]}.", "AUTOMATIC"),
        new("COMMENT", SampleWords.Comments[random.Next(SampleWords.Comments.Count)]),
    ];

    private static ContentPart Text(string text)
    {
        var head = text.Length > BodySplitter.HeadBytes ? text[..BodySplitter.HeadBytes] : text;
        var part = new ContentPart(ContentKind.Text) { Size = Encoding.UTF8.GetByteCount(text), Head = head };
        part.Data.Add(Json.Build(writer => writer.WriteStringValue(text)));
        return part;
    }

    /// <summary>A valid picture of one colour.</summary>
    private static ContentPart Png(SampleRandom random)
    {
        var part = new ContentPart(ContentKind.Bytes);
        part.Data.Add(SamplePng.Create(16, 16, (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        part.Size = part.Data.Length;
        return part;
    }
}
