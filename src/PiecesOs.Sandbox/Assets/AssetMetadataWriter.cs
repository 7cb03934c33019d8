using System;
using System.Collections.Generic;
using System.Text.Json;
using PiecesOs.Sandbox.Http;

namespace PiecesOs.Sandbox.Assets;

/// <summary>Writes what a seed's metadata becomes: tags, websites and the like, each list null when it has nothing.</summary>
internal sealed class AssetMetadataWriter(Utf8JsonWriter writer, AssetSeed seed, AssetIdentity identity)
{
    public void WriteTags() => WriteList("tags", seed.Tags, tag =>
    {
        writer.WriteString("id", NamedGuid.Of("tag", tag.Text));
        writer.WriteString("text", tag.Text);
        WriteMechanisms(tag.Mechanism);
        writer.WriteNull("assets");
        WriteEntityTimes();
        writer.WriteString("category", tag.Category);
        writer.Nulls("relationship", "interactions", "persons", "score");
    });

    public void WriteWebsites() => WriteList("websites", seed.Websites, site =>
    {
        writer.WriteString("id", NamedGuid.Of("website", site.Url));
        writer.WriteNull("assets");
        writer.WriteString("url", site.Url);
        writer.WriteString("name", site.Name);
        WriteEntityTimes();
        WriteMechanisms(site.Mechanism);
        writer.Nulls("interactions", "persons", "conversations", "score", "summaries", "messages");
    });

    public void WriteAnnotations() => WriteList("annotations", seed.Annotations, note =>
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

    public void WritePersons() => WriteList("persons", seed.Persons, person =>
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

    public void WriteSensitives()
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
            new AssetOutline(writer, seed, identity).Write();
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

    public void WriteHints() => WriteList("hints", seed.Hints, hint =>
    {
        writer.WriteString("id", NamedGuid.Of("hint", identity.Asset + hint.GetRawText()));
        WriteEntityTimes();
        WriteMechanisms(hint.Text("mechanism") ?? "MANUAL");
        writer.WriteNull("assets");
        writer.WriteString("type", hint.Text("type") ?? "UNKNOWN");
        writer.WriteString("text", hint.Text("text") ?? "");
        writer.Nulls("model", "score");
    });

    public void WriteAnchors() => WriteList("anchors", seed.Anchors, anchor =>
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
