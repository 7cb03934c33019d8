using System;
using System.Collections.Generic;
using System.Text.Json;
using PiecesOs.Sandbox.Http;
using PiecesOs.Sandbox.Storage;

namespace PiecesOs.Sandbox.Assets;

/// <summary>
/// Writes the Asset that a seed becomes: <c>original</c>, <c>preview</c> and <c>formats</c> all hold the one format,
/// as on the real server. Where content belongs it writes a number, which <see cref="AssetDocument"/> takes out.
/// </summary>
internal sealed class AssetComposer(Utf8JsonWriter writer, AssetSeed seed, AssetIdentity identity)
{
    private readonly string _specific = seed.Ext ?? LanguageGuess.Guess(seed.FileName, seed.Content);

    /// <summary>The whole Asset.</summary>
    public static byte[] Compose(AssetSeed seed, AssetIdentity identity) =>
        Json.Build(writer => new AssetComposer(writer, seed, identity).WriteAsset());

    private void WriteAsset()
    {
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Asset);
        writer.WriteString("name", seed.Name);
        writer.WriteString("creator", identity.Creator);
        WriteTimes();
        writer.WritePropertyName("formats");
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteStartArray("iterable");
        WriteFormat(flattened: false);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("preview");
        writer.WriteNull("schema");
        WriteReference("base");
        writer.WriteNull("overlay");
        writer.WriteEndObject();
        WriteReference("original");
        writer.WriteNull("shares");
        writer.WriteString("mechanism", seed.Mechanism);
        WriteWebsites();
        writer.WriteNull("interacted");
        WriteTags();
        WriteSensitives();
        WritePersons();
        writer.WriteNull("curated");
        writer.WriteBoolean("discovered", seed.Discovered);
        writer.Nulls("activities", "score");
        writer.WriteBoolean("favorited", seed.Favorited);
        writer.WriteBoolean("pseudo", seed.Pseudo);
        WriteAnnotations();
        WriteHints();
        WriteAnchors();
        writer.Nulls("conversations", "summaries", "messages");
        writer.WriteBoolean("demo", seed.Demo);
        writer.WriteEndObject();
    }

    private void WriteTimes()
    {
        writer.Timestamp("created", identity.Time);
        writer.Timestamp("updated", identity.Time);
        writer.Nulls("synced", "deleted");
    }

    private void WriteReference(string name)
    {
        writer.WriteStartObject(name);
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Format);
        writer.WritePropertyName("reference");
        WriteFormat(flattened: true);
        writer.WriteEndObject();
    }

    private void WriteFormat(bool flattened)
    {
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Format);
        writer.WriteString("creator", identity.Creator);
        writer.WriteStartObject("classification");
        writer.WriteNull("schema");
        writer.WriteString("generic", Classification.Generic(_specific));
        writer.WriteString("specific", _specific);
        writer.WriteNull("rendering");
        writer.WriteEndObject();
        writer.WriteNull("icon");
        writer.WriteString("role", "BOTH");
        writer.WritePropertyName("application");
        seed.Application.WriteTo(writer);
        if (flattened)
            writer.WriteString("asset", identity.Asset);
        else
            WriteFlattenedAsset();
        writer.WriteStartObject("bytes");
        writer.WriteNull("schema");
        writer.WriteNumber("value", seed.Content.Size);
        writer.WriteString("readable", ByteSize.Readable(seed.Content.Size));
        writer.WriteEndObject();
        writer.Timestamp("created", identity.Time);
        writer.Timestamp("updated", identity.Time);
        writer.Nulls("deleted", "synced", "cloud");
        WriteContent();
        writer.Nulls("analysis", "relationship", "activities");
        writer.WriteEndObject();
    }

    private void WriteContent()
    {
        writer.WriteNull(seed.IsFile ? "fragment" : "file");
        writer.WriteStartObject(seed.IsFile ? "file" : "fragment");
        writer.WriteNull("schema");
        if (seed.Content.Kind == ContentKind.Text)
        {
            writer.WriteNumber("string", 0);
            writer.WriteNull("bytes");
        }
        else
        {
            writer.WriteNull("string");
            writer.WriteNumber("bytes", 0);
        }

        if (!seed.IsFile)
        {
            writer.WriteStartObject("metadata");
            writer.WriteNull("schema");
            writer.WriteString("ext", _specific);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>The FlattenedAsset that a Format must have: identity and references, none of the content.</summary>
    private void WriteFlattenedAsset()
    {
        writer.WriteStartObject("asset");
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Asset);
        writer.WriteString("name", seed.Name);
        writer.WriteString("creator", identity.Creator);
        WriteTimes();
        writer.List("formats", [identity.Format], id =>
        {
            writer.WriteStartObject();
            writer.WriteNull("schema");
            writer.WriteString("id", id);
            writer.WriteNull("reference");
            writer.WriteEndObject();
        });
        writer.WriteStartObject("preview");
        writer.WriteNull("schema");
        writer.WriteString("base", identity.Format);
        writer.WriteNull("overlay");
        writer.WriteEndObject();
        writer.WriteString("original", identity.Format);
        writer.WriteNull("shares");
        writer.WriteString("mechanism", seed.Mechanism);
        writer.Nulls("websites", "interacted", "tags", "sensitives", "persons", "curated", "discovered", "activities", "score", "favorited");
        writer.WriteBoolean("pseudo", seed.Pseudo);
        writer.Nulls("annotations", "hints", "anchors", "conversations", "demo", "summaries");
        writer.WriteEndObject();
    }

    private void WriteTags() => WriteList("tags", seed.Tags, tag =>
    {
        writer.WriteString("id", NamedGuid.Of("tag", tag.Text));
        writer.WriteString("text", tag.Text);
        WriteMechanisms(tag.Mechanism);
        writer.WriteNull("assets");
        WriteEntityTimes();
        writer.WriteString("category", tag.Category);
        writer.Nulls("relationship", "interactions", "persons", "score");
    });

    private void WriteWebsites() => WriteList("websites", seed.Websites, site =>
    {
        writer.WriteString("id", NamedGuid.Of("website", site.Url));
        writer.WriteNull("assets");
        writer.WriteString("url", site.Url);
        writer.WriteString("name", site.Name);
        WriteEntityTimes();
        WriteMechanisms(site.Mechanism);
        writer.Nulls("interactions", "persons", "conversations", "score", "summaries", "messages");
    });

    private void WriteAnnotations() => WriteList("annotations", seed.Annotations, note =>
    {
        writer.WriteString("id", NamedGuid.Of("annotation", identity.Asset + note.Type + note.Text));
        WriteEntityTimes();
        writer.WriteString("mechanism", note.Mechanism);
        writer.WriteStartObject("asset");
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Asset);
        writer.WriteNull("reference");
        writer.WriteEndObject();
        writer.WriteNull("person");
        writer.WriteString("type", note.Type);
        writer.WriteString("text", note.Text);
        writer.Nulls("model", "pseudo", "favorited", "anchor", "conversation", "score", "messages", "summary");
    });

    private void WritePersons() => WriteList("persons", seed.Persons, person =>
    {
        writer.WriteString("id", NamedGuid.Of("person", person.GetRawText()));
        WriteEntityTimes();
        writer.WritePropertyName("type");
        if (person.Object("type") is { } type)
        {
            type.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.Nulls("schema", "basic", "platform");
            writer.WriteEndObject();
        }

        writer.WriteNull("assets");
        WriteMechanisms(person.Text("mechanism") ?? "MANUAL");
        writer.Nulls("interactions", "access", "tags", "websites", "models", "annotations", "score", "summaries", "anchors", "messages");
    });

    private void WriteSensitives()
    {
        if (seed.Sensitives.Count == 0)
        {
            writer.WriteNull("sensitives");
            return;
        }

        writer.List("sensitives", seed.Sensitives, sensitive =>
        {
            writer.WriteStartObject();
            writer.WriteNull("schema");
            writer.WriteString("id", NamedGuid.Of("sensitive", identity.Asset + sensitive.GetRawText()));
            WriteEntityTimes();
            WriteFlattenedAsset();
            writer.WriteString("text", sensitive.Text("text") ?? "");
            writer.WriteString("mechanism", sensitive.Text("mechanism") ?? "MANUAL");
            writer.WriteString("category", sensitive.Text("category") ?? "SECRET");
            writer.WriteString("severity", sensitive.Text("severity") ?? "LOW");
            writer.WriteString("name", sensitive.Text("name") ?? "");
            writer.WriteString("description", sensitive.Text("description") ?? "");
            writer.Nulls("metadata", "interactions", "score");
            writer.WriteEndObject();
        }, "score");
    }

    private void WriteHints() => WriteList("hints", seed.Hints, hint =>
    {
        writer.WriteString("id", NamedGuid.Of("hint", identity.Asset + hint.GetRawText()));
        WriteEntityTimes();
        WriteMechanisms(hint.Text("mechanism") ?? "MANUAL");
        writer.WriteNull("assets");
        writer.WriteString("type", hint.Text("type") ?? "UNKNOWN");
        writer.WriteString("text", hint.Text("text") ?? "");
        writer.Nulls("model", "score");
    });

    private void WriteAnchors() => WriteList("anchors", seed.Anchors, anchor =>
    {
        writer.WriteString("id", NamedGuid.Of("anchor", identity.Asset + anchor.GetRawText()));
        writer.WriteString("name", anchor.Text("name"));
        writer.WriteString("type", anchor.Text("type") ?? "FILE");
        writer.WriteBoolean("watch", anchor.Flag("watch") ?? false);

        // The schema requires "text", which is no property of it: the server has the path in "points".
        writer.List<string>("points", [], _ => { }, "indices", "score");
        WriteEntityTimes();
        writer.Nulls("assets", "annotations", "conversations", "score", "summaries", "persons", "messages");
    });

    private void WriteList<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            writer.WriteNull(name);
            return;
        }

        writer.List(name, items, item =>
        {
            writer.WriteStartObject();
            writer.WriteNull("schema");
            write(item);
            writer.WriteEndObject();
        }, "indices", "score");
    }

    private void WriteEntityTimes()
    {
        writer.Timestamp("created", identity.Time);
        writer.Timestamp("updated", identity.Time);
        writer.WriteNull("deleted");
    }

    private void WriteMechanisms(string mechanism)
    {
        writer.WriteStartObject("mechanisms");
        writer.WriteString(identity.Asset, mechanism);
        writer.WriteEndObject();
    }
}
