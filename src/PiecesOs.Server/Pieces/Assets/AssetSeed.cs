using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>What an asset is created from: a valid SeededAsset.</summary>
internal sealed record AssetSeed
{
    /// <summary>The name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>MANUAL, AUTOMATIC...</summary>
    public string Mechanism { get; init; } = "MANUAL";

    /// <summary>The Application object that the client got from /connect.</summary>
    public required JsonElement Application { get; init; }

    /// <summary>The content.</summary>
    public required ContentPart Content { get; init; }

    /// <summary>Whether it was sent as <c>format.file</c>, not as <c>format.fragment</c>.</summary>
    public bool IsFile { get; init; }

    /// <summary>The language or type in the format's metadata, or null.</summary>
    public string? Ext { get; init; }

    /// <summary>The file's name, or null.</summary>
    public string? FileName { get; init; }

    /// <summary>Formats beside the original, which only samples have: a seed of the API has one.</summary>
    public IReadOnlyList<SeedFormat> More { get; init; } = [];

    public bool Discovered { get; init; }

    public bool Pseudo { get; init; }

    public bool Demo { get; init; }

    public bool Favorited { get; init; }

    public IReadOnlyList<SeedTag> Tags { get; init; } = [];

    public IReadOnlyList<SeedWebsite> Websites { get; init; } = [];

    /// <summary>Each a type and a text.</summary>
    public IReadOnlyList<SeedAnnotation> Annotations { get; init; } = [];

    /// <summary>SeededPerson objects as sent.</summary>
    public IReadOnlyList<JsonElement> Persons { get; init; } = [];

    /// <summary>SeededAssetSensitive objects as sent.</summary>
    public IReadOnlyList<JsonElement> Sensitives { get; init; } = [];

    /// <summary>SeededHint objects as sent.</summary>
    public IReadOnlyList<JsonElement> Hints { get; init; } = [];

    /// <summary>SeededAnchor objects as sent.</summary>
    public IReadOnlyList<JsonElement> Anchors { get; init; } = [];
}

/// <summary>What the server adds to a seed: the IDs and the time.</summary>
internal sealed record AssetIdentity(string Asset, string Format, DateTime Time)
{
    /// <summary>The ID of a format's analysis.</summary>
    public static string AnalysisOf(string format) => NameBasedGuid.Of("analysis", format);

    /// <summary>The ID of a format beside the original.</summary>
    public string FormatOf(SeedFormatUse use) => NameBasedGuid.Of("format", $"{Format} {use}");

    /// <summary>The IDs of all formats, and of the one that previews the asset.</summary>
    public (IReadOnlyList<string> All, string Preview) Formats(AssetSeed seed) =>
    (
        [Format, .. seed.More.Select(format => FormatOf(format.Use))],
        seed.More.Any(format => format.Use == SeedFormatUse.Preview) ? FormatOf(SeedFormatUse.Preview) : Format);

    /// <summary>A new asset, created now.</summary>
    public static AssetIdentity New() => new(Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), DateTime.UtcNow);

    /// <summary>The four times of a new asset or format. Pieces OS sets all of them when it creates one, also <c>deleted</c>.</summary>
    public void WriteTimes(Utf8JsonWriter writer)
    {
        writer.Timestamp("created", Time);
        writer.Timestamp("updated", Time);
        writer.Timestamp("synced", Time);
        writer.Timestamp("deleted", Time);
    }
}

/// <summary>A format beside the original: what it is for, its type and its content. It has its content as a file, except a preview.</summary>
internal sealed record SeedFormat(SeedFormatUse Use, string Ext, ContentPart Content);

/// <summary>What a format beside the original is for.</summary>
internal enum SeedFormatUse
{
    /// <summary>The base of the preview.</summary>
    Preview,

    /// <summary>The text that was recognized in an image.</summary>
    RecognizedText,

    /// <summary>The same with its layout, as hOCR.</summary>
    RecognizedLayout,
}

/// <summary>A tag of a seed.</summary>
internal sealed record SeedTag(string Text, string Mechanism = "MANUAL", string Category = "UNKNOWN")
{
    /// <summary>The ID, which is that of an existing tag with the same text.</summary>
    public string Id { get; init; } = NameBasedGuid.Of("tag", Text);
}

/// <summary>A website of a seed.</summary>
internal sealed record SeedWebsite(string Url, string Name, string Mechanism = "MANUAL")
{
    /// <summary>The ID, which is that of an existing website with the same address.</summary>
    public string Id { get; init; } = NameBasedGuid.Of("website", Url);
}

/// <summary>An annotation of a seed.</summary>
internal sealed record SeedAnnotation(string Type, string Text, string Mechanism = "MANUAL");
