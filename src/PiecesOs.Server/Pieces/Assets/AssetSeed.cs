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
    /// <summary>The ID of the format's analysis.</summary>
    public string Analysis { get; } = NameBasedGuid.Of("analysis", Format);

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

/// <summary>A tag of a seed.</summary>
internal sealed record SeedTag(string Text, string Mechanism = "MANUAL", string Category = "UNKNOWN");

/// <summary>A website of a seed.</summary>
internal sealed record SeedWebsite(string Url, string Name, string Mechanism = "MANUAL");

/// <summary>An annotation of a seed.</summary>
internal sealed record SeedAnnotation(string Type, string Text, string Mechanism = "MANUAL");
