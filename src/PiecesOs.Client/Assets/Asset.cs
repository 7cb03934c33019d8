using System;
using System.Collections.Generic;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>A saved material of Pieces OS: a snippet, a file or an image. Also stands for the flattened form.</summary>
public sealed class Asset : PiecesResource
{
    /// <summary>Wraps a <c>Asset</c> as the server sent it.</summary>
    public Asset(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The id, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The title; names repeat, and may be empty.</summary>
    public string? Name => GetString("name");

    /// <summary>The language or file type of the original, such as <c>ps1</c> or <c>png</c>.</summary>
    public string? Language => Classification?.Specific;

    /// <summary>CODE, TEXT, IMAGE and the like.</summary>
    public string? Kind => Classification?.Generic;

    /// <summary>The size of the original in bytes.</summary>
    public long? Size => OriginalFormat?.Size;

    /// <summary>Whether the asset has share links, as far as it says so itself.</summary>
    public bool IsShared => Shares.Count > 0;

    /// <summary>When it was saved.</summary>
    public DateTimeOffset? Created => GetTimestamp("created");

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated => GetTimestamp("updated");

    /// <summary>When it was last backed up to the cloud.</summary>
    public DateTimeOffset? Synced => GetTimestamp("synced");

    /// <summary>When it was deleted, if it was.</summary>
    public DateTimeOffset? Deleted => GetTimestamp("deleted");

    /// <summary>When it was last used.</summary>
    public DateTimeOffset? Interacted => GetTimestamp("interacted");

    /// <summary>The id of the user who saved it.</summary>
    public string? Creator => GetString("creator");

    /// <summary>How it came here: MANUAL, AUTOMATIC, ...</summary>
    public string? Mechanism => GetString("mechanism");

    /// <summary>Whether it is marked as a favourite.</summary>
    public bool? IsFavorite => GetBoolean("favorited");

    /// <summary>Whether it is a pseudo asset, not saved by the user.</summary>
    public bool? IsPseudo => GetBoolean("pseudo");

    /// <summary>Whether it came from a curated collection.</summary>
    public bool? IsCurated => GetBoolean("curated");

    /// <summary>Whether it was found by snippet discovery.</summary>
    public bool? IsDiscovered => GetBoolean("discovered");

    /// <summary>Whether it is one of the demo snippets.</summary>
    public bool? IsDemo => GetBoolean("demo");

    /// <summary>Its tags, also those that Pieces added by itself.</summary>
    public IReadOnlyList<Tag> Tags => GetReferences("tags", static json => new Tag(json));

    /// <summary>Web addresses it belongs to.</summary>
    public IReadOnlyList<Website> Websites => GetReferences("websites", static json => new Website(json));

    /// <summary>Descriptions, comments and summaries.</summary>
    public IReadOnlyList<Annotation> Annotations => GetReferences("annotations", static json => new Annotation(json));

    /// <summary>All forms of its content.</summary>
    public IReadOnlyList<AssetFormat> Formats => GetReferences("formats", static json => new AssetFormat(json));

    /// <summary>Its share links.</summary>
    public IReadOnlyList<Share> Shares => GetReferences("shares", static json => new Share(json));

    /// <summary>Its score.</summary>
    public Score? Score => GetResource("score", static json => new Score(json));

    /// <summary>The form it was saved in.</summary>
    public AssetFormat? OriginalFormat => AssetFormat.Referenced(Member("original"), Member("formats"));

    /// <summary>The form to show.</summary>
    public AssetFormat? PreviewFormat => AssetFormat.Referenced(Member("preview").Member("base"), Member("formats"));

    /// <summary>What the content is.</summary>
    public Classification? Classification => OriginalFormat?.Classification;

    /// <summary>The content of the original, or of the preview; <see langword="null"/> when the asset came without content.</summary>
    /// <param name="preview">Prefer the form to show; without one the original is taken.</param>
    public AssetContent? GetContent(bool preview = false) =>
        preview ? PreviewFormat?.Content ?? OriginalFormat?.Content : OriginalFormat?.Content ?? PreviewFormat?.Content;

    /// <summary>The name, or the id of an asset without one.</summary>
    public override string ToString() => Name is { Length: > 0 } name ? name : Id ?? string.Empty;
}
