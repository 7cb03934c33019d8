using System.Text.Encodings.Web;
using System.Text.Json;
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

    /// <summary>The relations that hold what a user adds to an asset, by their JSON names.</summary>
    public static IReadOnlyList<string> Relations { get; } = ["tags", "annotations", "websites"];

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The title; names repeat, and may be empty.</summary>
    public string? Name => GetString("name");

    /// <summary>The language or file type of the original, such as <c>ps1</c> or <c>png</c>.</summary>
    public string? Language => GetOriginalFormat()?.Language;

    /// <summary>CODE, TEXT, IMAGE and the like.</summary>
    public string? Kind => GetOriginalFormat()?.Kind;

    /// <summary>The size of the original in bytes.</summary>
    public long? Size => GetOriginalFormat()?.Size ?? GetContent()?.Size;

    /// <summary>The content of the original, if it came along and is text.</summary>
    public string? Text => GetContent()?.Text;

    /// <summary>The number of lines of <see cref="Text"/>.</summary>
    public int? LineCount => GetContent()?.LineCount;

    /// <summary>The SHA-256 hash of the content of the original, if it came along. It is that of the file that the content is saved to.</summary>
    public string? Sha256 => GetContent()?.Sha256;

    /// <summary>Whether the asset has share links, as far as it says so itself.</summary>
    public bool Shared => GetShares().Count > 0;

    /// <summary>When it was saved.</summary>
    public DateTimeOffset? Created => GetTimestamp("created");

    /// <summary>The days since it was created.</summary>
    public double? Age => DaysSince(Created);

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated => GetTimestamp("updated");

    /// <summary>When it was last backed up to the cloud; <see langword="null"/> also where <c>synced</c> is not later than <c>created</c>.</summary>
    public DateTimeOffset? Synced => GetLaterTimestamp("synced");

    /// <summary>When it was deleted; <see langword="null"/> also where <c>deleted</c> is not later than <c>created</c> and <c>updated</c>.</summary>
    public DateTimeOffset? Deleted => GetLaterTimestamp("deleted", "updated");

    /// <summary>When it was last used.</summary>
    public DateTimeOffset? Interacted => GetTimestamp("interacted");

    /// <summary>The ID of the user who saved it.</summary>
    public string? Creator => GetString("creator");

    /// <summary>How it came here: MANUAL, AUTOMATIC, ...</summary>
    public string? Mechanism => GetString("mechanism");

    /// <summary>Whether it is marked as a favorite.</summary>
    public bool? IsFavorite => GetBoolean("favorited");

    /// <summary>Sets the title; takes effect when the asset is sent to <c>asset_update</c>.</summary>
    public void SetName(string name) => SetString("name", name);

    /// <summary>Sets whether it is marked as a favorite; takes effect when the asset is sent to <c>asset_update</c>.</summary>
    public void SetFavorite(bool isFavorite) => Set("favorited", writer => writer.WriteBooleanValue(isFavorite));

    /// <summary>Whether it is a pseudo asset, not saved by the user.</summary>
    public bool? IsPseudo => GetBoolean("pseudo");

    /// <summary>Whether it came from a curated collection.</summary>
    public bool? IsCurated => GetBoolean("curated");

    /// <summary>Whether it was found by snippet discovery.</summary>
    public bool? IsDiscovered => GetBoolean("discovered");

    /// <summary>Whether it is one of the demo snippets.</summary>
    public bool? IsDemo => GetBoolean("demo");

    /// <summary>The texts of its tags, also of those that Pieces added by itself.</summary>
    public IReadOnlyList<string> Tags => TextsOf(GetTags(), static tag => tag.Text);

    /// <summary>The web addresses it belongs to.</summary>
    public IReadOnlyList<string> Websites => TextsOf(GetWebsites(), static website => website.Url);

    /// <summary>The texts of its descriptions, comments and summaries.</summary>
    public IReadOnlyList<string> Annotations => TextsOf(GetAnnotations(), static annotation => annotation.Text);

    /// <summary>Its share links.</summary>
    public IReadOnlyList<string> Links => TextsOf(GetShares(), static share => share.Link);

    /// <summary>Its score.</summary>
    public Score? Score => GetResource("score", static json => new Score(json));

    /// <summary>Its tags, also those that Pieces added by itself.</summary>
    public IReadOnlyList<Tag> GetTags() => GetReferences("tags", static json => new Tag(json));

    /// <summary>The websites it belongs to.</summary>
    public IReadOnlyList<Website> GetWebsites() => GetReferences("websites", static json => new Website(json));

    /// <summary>Its descriptions, comments and summaries.</summary>
    public IReadOnlyList<Annotation> GetAnnotations() => GetReferences("annotations", static json => new Annotation(json));

    /// <summary>Its shares.</summary>
    public IReadOnlyList<Share> GetShares() => GetReferences("shares", static json => new Share(json));

    /// <summary>All forms of its content.</summary>
    public IReadOnlyList<AssetFormat> GetFormats() => GetReferences("formats", static json => new AssetFormat(json));

    /// <summary>The form it was saved in.</summary>
    public AssetFormat? GetOriginalFormat() => AssetFormat.Referenced(OriginalReference, FormatList);

    /// <summary>The form to show.</summary>
    public AssetFormat? GetPreviewFormat() => AssetFormat.Referenced(PreviewReference, FormatList);

    /// <summary>The content of the original, or of the preview; <see langword="null"/> when the asset came without content.</summary>
    /// <param name="preview">Prefer the form to show; without one the original is taken.</param>
    public AssetContent? GetContent(bool preview = false) => GetContentFormat(preview)?.GetContent();

    /// <summary>The format that <see cref="GetContent"/> finds the content in; <see langword="null"/> when the asset came without content.</summary>
    /// <param name="preview">Prefer the form to show; without one the original is taken.</param>
    public AssetFormat? GetContentFormat(bool preview = false)
    {
        return AssetFormat.WithContent(preview ? PreviewReference : OriginalReference, FormatList)
            ?? AssetFormat.WithContent(preview ? OriginalReference : PreviewReference, FormatList)
            ?? (AssetFormat.IdOf(OriginalReference) is null ? GetFormats().FirstOrDefault(static format => format.Role is "ORIGINAL" or "BOTH" && format.GetContent() is not null) : null);
    }

    /// <summary>Whether the content of just that form came along. Where the original is missing, <see cref="GetContent"/> returns the preview.</summary>
    /// <param name="preview">The form to show, if there is one, instead of the original.</param>
    public bool HasContent(bool preview = false)
    {
        var wanted = WantedReference(preview);
        return (AssetFormat.IdOf(wanted) is null ? GetContentFormat(preview) : AssetFormat.WithContent(wanted, FormatList)) is not null;
    }

    /// <summary>Whether the content of every format came along.</summary>
    public bool HasAllContent() => HasContent() && GetFormats().All(format => format.GetContent() is not null || HasReferencedContent(format.Id));

    /// <summary>
    /// Whether this record does not say what is in a relation: it is absent or null, or it names objects that it does not hold. Then
    /// only the single record of the asset says it.
    /// </summary>
    /// <param name="relation">One of <see cref="Relations"/>.</param>
    public bool LacksRelation(string relation) =>
        Member(relation).ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || FindMissingIds(relation).Any();

    /// <summary>The IDs of the objects that a relation names and this record does not hold.</summary>
    /// <param name="relation">One of <see cref="Relations"/>.</param>
    public IReadOnlyList<string> GetMissingIds(string relation) => FindMissingIds(relation).ToArray();

    /// <summary>The objects of a relation that this record holds.</summary>
    internal IReadOnlyList<JsonValue> GetHeldRecords(string relation) => [.. GetReferences(relation, static json => json).Where(static record => !IsBareReference(record))];

    /// <summary>Whether this record says that a relation is empty, which the list of all assets may say where the single record has more.</summary>
    /// <param name="relation">One of <see cref="Relations"/>.</param>
    public bool HasEmptyRelation(string relation) => !LacksRelation(relation) && GetIterable(relation, static json => json).Count == 0;

    /// <summary>Copies relations from the single record of the same asset, as far as it has them.</summary>
    /// <param name="single">The single record.</param>
    /// <param name="relations">Some of <see cref="Relations"/>.</param>
    public void CopyRelations(Asset single, IEnumerable<string> relations)
    {
        foreach (var relation in relations ?? throw new ArgumentNullException(nameof(relations)))
        {
            if ((single ?? throw new ArgumentNullException(nameof(single))).Member(relation) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } member)
                Set(relation, member);
        }
    }

    /// <summary>
    /// Sets a relation to records that were read by themselves. An ID without a record stays in <c>indices</c>, so that
    /// <see cref="GetMissingIds"/> names it.
    /// </summary>
    internal void SetRelation(string relation, IReadOnlyList<string> ids, IReadOnlyList<JsonValue> records) => Set(relation, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("iterable");
        foreach (var record in records)
            writer.WriteRawValue(record.GetRawText(), skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteStartObject("indices");
        for (var index = 0; index < ids.Count; index++)
            writer.WriteNumber(ids[index], index);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>Adds tags by their texts, without IDs, for <c>library_store_asset</c>. A tag that is there is not added.</summary>
    /// <param name="texts">The texts.</param>
    public void AddTags(IEnumerable<string> texts)
    {
        var added = (texts ?? throw new ArgumentNullException(nameof(texts))).Except(Tags, StringComparer.Ordinal).ToArray();
        if (added.Length == 0)
            return;
        var member = Member("tags");
        var list = member.ValueKind == JsonValueKind.Array ? member : member.Member("iterable");
        Set("tags", writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("iterable");
            foreach (var tag in list.EnumerateArray())
                writer.WriteRawValue(tag.GetRawText(), skipInputValidation: true);
            foreach (var text in added)
            {
                writer.WriteStartObject();
                writer.WriteString("text", text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WritePropertyName("indices");
            writer.WriteRawValue(member.Member("indices") is { ValueKind: JsonValueKind.Object } indices ? indices.GetRawText() : "{}", skipInputValidation: true);
            writer.WriteEndObject();
        });
    }

    /// <summary>Copies the content from the single record of the same asset, if it has it.</summary>
    /// <param name="single">The single record.</param>
    public void CopyContent(Asset single)
    {
        if (single is null)
            throw new ArgumentNullException(nameof(single));
        foreach (var name in single.HasContent() ? ["original", "preview", "formats"] : Array.Empty<string>())
        {
            if (single.Member(name) is { ValueKind: not JsonValueKind.Undefined } member)
                Set(name, member);
        }
    }

    /// <summary>The ID of the form that was saved, or of the form to show.</summary>
    internal string? GetWantedFormatId(bool preview) => AssetFormat.IdOf(WantedReference(preview));

    /// <summary>Adds a format that was requested by itself to the list of formats, in place of what the list has with its ID.</summary>
    internal void AddFormat(AssetFormat format)
    {
        if (format.GetContent() is null)
            return;
        using var list = new MemoryStream();
        using (var writer = new Utf8JsonWriter(list, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteIterableMember(GetFormats().Where(other => !string.Equals(other.Id, format.Id, StringComparison.OrdinalIgnoreCase)).Prepend(format));
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(list.ToArray(), new JsonDocumentOptions { MaxDepth = 1000 });
        SetFormats(document.RootElement.Clone());
    }

    /// <summary>Puts formats that were requested by themselves in place of the list of formats, unless they have less content.</summary>
    internal void SetFormats(JsonValue formats)
    {
        if (formats.Member("iterable").ValueKind != JsonValueKind.Array)
            return;
        var contents = formats.Member("iterable").EnumerateArray().Count(static format => new AssetFormat(format).GetContent() is not null);
        if (contents >= GetFormats().Count(static format => format.GetContent() is not null))
            Set("formats", formats);
    }

    /// <summary>The name, or the ID of an asset without one.</summary>
    public override string ToString() => Name is { Length: > 0 } name ? name : Id ?? string.Empty;

    private IEnumerable<string> FindMissingIds(string relation)
    {
        var member = Member(relation);
        var listed = member.Member("iterable").EnumerateArray().Select(IdOf).OfType<string>();
        var active = member.Member("indices").EnumerateMembers().Where(static index => !(index.Value.AsInt64() < 0)).Select(static index => index.Key);
        return active.Except(listed, StringComparer.OrdinalIgnoreCase)
            .Concat(GetIterable(relation, static json => json, IsBareReference).Select(IdOf))
            .OfType<string>();

        static string? IdOf(JsonValue element) => element.Member("id").AsText();
    }

    private static bool IsBareReference(JsonValue element)
    {
        var inner = Dereferenced(element);
        return inner.Member("text").ValueKind != JsonValueKind.String && inner.Member("url").ValueKind != JsonValueKind.String;
    }

    /// <summary>Whether the content of a format came along where the original or the preview refers to it.</summary>
    private bool HasReferencedContent(string? formatId) => new[] { OriginalReference, PreviewReference }.Any(reference =>
        string.Equals(AssetFormat.IdOf(reference), formatId, StringComparison.OrdinalIgnoreCase) && AssetFormat.WithContent(reference, FormatList) is not null);

    private JsonValue FormatList() => Member("formats");

    private JsonValue OriginalReference => Member("original");

    private JsonValue PreviewReference => Member("preview").Member("base");

    private JsonValue WantedReference(bool preview)
    {
        var wanted = preview ? PreviewReference : OriginalReference;
        if (AssetFormat.IdOf(wanted) is not null)
            return wanted;
        return preview ? OriginalReference : PreviewReference;
    }
}
