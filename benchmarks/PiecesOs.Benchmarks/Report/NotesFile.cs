namespace PiecesOs.Benchmarks.Report;

/// <summary>Handwritten notes about measures: under a heading with the measure's ID, what limits it and what was tried.</summary>
internal sealed class NotesFile
{
    private readonly Dictionary<string, string> _notes = new(StringComparer.Ordinal);

    private NotesFile()
    {
    }

    /// <summary>The IDs with a note.</summary>
    public IReadOnlyCollection<string> Ids => _notes.Keys;

    public static NotesFile Read(string path) => Parse(File.Exists(path) ? File.ReadAllText(path) : "");

    public static NotesFile Parse(string text)
    {
        const string Heading = "## ";
        var notes = new NotesFile();
        string? id = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(Heading, StringComparison.Ordinal))
                notes._notes[id = line[Heading.Length..].Trim()] = "";
            else if (id is not null)
                notes._notes[id] += line.TrimEnd() + "\n";
        }

        return notes;
    }

    /// <summary>The note about a measure, or <see langword="null"/>.</summary>
    public string? Of(string id) => _notes.TryGetValue(id, out var note) && note.Trim() is { Length: > 0 } text ? text : null;
}
