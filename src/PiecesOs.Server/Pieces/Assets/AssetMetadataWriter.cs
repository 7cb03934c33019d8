using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Writes tags, websites and the like from a seed's metadata; a list without elements is written empty.</summary>
internal sealed class AssetMetadataWriter(Utf8JsonWriter writer, AssetSeed seed, AssetIdentity identity)
{
    public void WriteTags() => WriteList("tags", seed.Tags, tag => tag.Id, tag =>
    {
        writer.WriteString("text", tag.Text);
        WriteMechanisms(tag.Mechanism);
        WriteEntityTimes();
        writer.WriteString("category", tag.Category);
    });

    public void WriteWebsites() => WriteList("websites", seed.Websites, site => site.Id, site =>
    {
        writer.WriteString("url", site.Url);
        writer.WriteString("name", site.Name);
        WriteEntityTimes();
        WriteMechanisms(site.Mechanism);
    });

    public void WriteAnnotations() => WriteList("annotations", seed.Annotations, note => NameBasedGuid.Of("annotation", identity.Asset + note.Type + note.Text), note =>
    {
        WriteEntityTimes();
        writer.WriteString("mechanism", note.Mechanism);
        writer.WriteObject("asset", () => writer.WriteString("id", identity.Asset));
        writer.WriteString("type", note.Type);
        writer.WriteString("text", note.Text);
    });

    public void WritePersons() => WriteList("persons", seed.Persons, person => NameBasedGuid.Of("person", person.GetRawText()), person =>
    {
        WriteEntityTimes();
        writer.WritePropertyName("type");
        if (person.Object("type") is { } type)
        {
            type.WriteWithoutNulls(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }

        WriteMechanisms(person.Text("mechanism") ?? "MANUAL");
    });

    /// <summary>The one relation without <c>indices</c>.</summary>
    public void WriteSensitives() => writer.List("sensitives", seed.Sensitives, sensitive =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", NameBasedGuid.Of("sensitive", identity.Asset + sensitive.GetRawText()));
        WriteEntityTimes();
        new AssetReferenceWriter(writer, seed, identity).Write();
        writer.WriteString("text", sensitive.Text("text") ?? "");
        writer.WriteString("mechanism", sensitive.Text("mechanism") ?? "MANUAL");
        writer.WriteString("category", sensitive.Text("category") ?? "SECRET");
        writer.WriteString("severity", sensitive.Text("severity") ?? "LOW");
        writer.WriteString("name", sensitive.Text("name") ?? "");
        writer.WriteString("description", sensitive.Text("description") ?? "");
        writer.WriteEndObject();
    });

    public void WriteHints() => WriteList("hints", seed.Hints, hint => NameBasedGuid.Of("hint", identity.Asset + hint.GetRawText()), hint =>
    {
        WriteEntityTimes();
        WriteMechanisms(hint.Text("mechanism") ?? "MANUAL");
        writer.WriteString("type", hint.Text("type") ?? "UNKNOWN");
        writer.WriteString("text", hint.Text("text") ?? "");
    });

    public void WriteAnchors() => WriteList("anchors", seed.Anchors, anchor => NameBasedGuid.Of("anchor", identity.Asset + anchor.GetRawText()), anchor =>
    {
        writer.WriteOptional("name", anchor.Text("name"));
        writer.WriteString("type", anchor.Text("type") ?? "FILE");
        writer.WriteBoolean("watch", anchor.Flag("watch") ?? false);

        // The schema requires "text", which is no property of it: the server has the path in "points".
        writer.List<string>("points", [], _ => { });
        WriteEntityTimes();
    });

    private void WriteList<T>(string name, IReadOnlyList<T> items, Func<T, string> id, Action<T> write)
    {
        var identified = new List<(string Id, T Item)>(items.Count);
        foreach (var item in items)
            identified.Add((id(item), item));
        writer.IndexedList(name, identified, pair => pair.Id, pair =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", pair.Id);
            write(pair.Item);
            writer.WriteEndObject();
        });
    }

    private void WriteEntityTimes()
    {
        writer.Timestamp("created", identity.Time);
        writer.Timestamp("updated", identity.Time);
    }

    private void WriteMechanisms(string mechanism)
    {
        writer.WriteObject("mechanisms", () => writer.WriteString(identity.Asset, mechanism));
    }
}
