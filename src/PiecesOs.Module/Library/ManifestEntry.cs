using System.Globalization;
using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>The manifest entry of an asset.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Name">Its name.</param>
/// <param name="ContentFile">The name of its file in the contents folder; <see langword="null"/> if it has no content.</param>
/// <param name="Content">The expected length and hash of that file.</param>
/// <param name="IsMissing">Whether the asset is only in the export, because the server no longer lists it.</param>
/// <param name="Updated">When the asset was last changed on the server.</param>
/// <param name="Offset">Where its line starts in the assets file, in bytes; <see langword="null"/> in exports of the first versions.</param>
/// <param name="Secrets">The number of possible secrets in the content; <see langword="null"/> if it was not scanned.</param>
internal sealed record ManifestEntry(
    string? Id, string? Name, string? ContentFile, FileDigest Content, bool IsMissing = false, DateTimeOffset? Updated = null, long? Offset = null, int? Secrets = null)
{
    private static readonly char[] s_notInNames = [.. Path.GetInvalidFileNameChars(), '/', '\\', ':'];

    /// <summary>Writes the entry as an object.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("name", Name);
        writer.WriteString("content", ContentFile);
        if (ContentFile is not null)
        {
            writer.WriteNumber("bytes", Content.Bytes);
            writer.WriteString("sha256", Content.Sha256);
        }

        if (Updated is { } updated)
            writer.WriteString("updated", updated.UtcDateTime);
        if (Offset is { } offset)
            writer.WriteNumber("offset", offset);
        if (Secrets is { } secrets)
            writer.WriteNumber("secrets", secrets);
        if (IsMissing)
            writer.WriteBoolean("missingOnServer", value: true);
        writer.WriteEndObject();
    }

    /// <summary>Reads an entry.</summary>
    public static ManifestEntry From(JsonValue json) => new(
        json.Member("id").AsText(),
        json.Member("name").AsText(),
        json.Member("content").AsText(),
        DigestIn(json),
        json.Member("missingOnServer").AsBoolean() == true,
        TimeIn(json),
        json.Member("offset").AsInt64(),
        json.Member("secrets").AsInt64() is >= 0 and <= int.MaxValue and var secrets ? (int)secrets : null);

    /// <summary>The members <c>bytes</c> and <c>sha256</c> of an object.</summary>
    public static FileDigest DigestIn(JsonValue json) => new(json.Member("bytes").AsInt64() ?? -1, json.Member("sha256").AsText() ?? string.Empty);

    private static DateTimeOffset? TimeIn(JsonValue json) =>
        DateTimeOffset.TryParse(json.Member("updated").AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>Whether the file name stays within the contents folder, because a manifest is not trusted.</summary>
    public bool NamesFileInFolder => ContentFile is { Length: > 0 } name && name is not ("." or "..") && name.IndexOfAny(s_notInNames) < 0;
}
