using System.Globalization;
using System.Text;

namespace PiecesOs.Module;

/// <summary>Writes the report of an export, for people.</summary>
internal static class ExportReport
{
    /// <summary>The report as Markdown.</summary>
    public static string Format(PiecesExport export, ExportedServer source)
    {
        var text = new StringBuilder();
        Line("# Export of a Pieces library");
        Line();
        Line($"| | |");
        Line($"| --- | --- |");
        Line($"| completed | {DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} UTC |");
        Line($"| from | {source.Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}, Pieces OS {Safe(source.Version ?? "of unknown version")} |");
        if (export.SelectedCount is { } selected)
            Line($"| selected | {selected} |");
        Line($"| assets | {export.AssetCount} |");
        Line($"| with content | {export.ContentCount} ({ViewText.Size(export.Size)}) |");
        Line($"| without content | {export.WithoutContent} |");
        Line($"| links | {export.LinkCount} |");
        Line($"| no longer listed by the server | {export.NoLongerListed} |");
        Line();
        Line("## Is it complete?");
        Line();
        Line(Verdict(export));
        Line();
        foreach (var sentence in Counts(export))
            Line($"- {sentence}");
        List("## Missing", "These assets could not be read. They are not in the export.", export.Missing);
        List("## Incomplete", "These assets are in the export, but could not be read completely.", export.Unreadable);
        Line();
        Line("## What is where");
        Line();
        Line("- `assets.jsonl`: every asset with all its data, one line of JSON each.");
        Line("- `content`: the content of each asset as a file.");
        Line("- `shares.jsonl`, `links.csv`: the share links, with all their data and as a table.");
        Line("- `manifest.json`: the size and the SHA-256 hash of every file.");
        Line();
        Line("To verify the export, and to see what an import would do, run `Import-PiecesLibrary . -WhatIf` in this folder.");
        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');

        void List(string heading, string explanation, IReadOnlyList<PiecesExportProblem> problems)
        {
            if (problems.Count == 0)
                return;
            Line();
            Line(heading);
            Line();
            Line(explanation);
            Line();
            foreach (var problem in problems)
                Line($"- {Safe(problem.Name ?? "Unnamed")} ({Safe(problem.Id ?? "no ID")}): {Safe(problem.Reason)}");
        }
    }

    private static string Verdict(PiecesExport export) => export is { IsComplete: true, SelectedCount: not null }
        ? "Yes, for the selected assets. Each of them is in the export, and every file was read back and compared with what was written. The rest of the library was not compared."
        : export.IsComplete ? "Yes. Every asset of the server is in the export, and every file was read back and compared with what was written."
        : $"No. {Quantity.Of(export.Missing.Count, "asset")} {(export.Missing.Count == 1 ? "is" : "are")} missing, and {Quantity.Of(export.Unreadable.Count, "item")} could not be read completely.";

    /// <summary>The counts that were compared, and those that this server does not support.</summary>
    private static IEnumerable<string> Counts(PiecesExport export)
    {
        if (export.SelectedCount is { } selected)
        {
            yield return $"Selected: {Number(selected)}.";
            yield return $"In the export, with the assets that an earlier run exported: {Number(export.AssetCount)}.";
            yield break;
        }

        yield return export.ListCount is { } list ? $"The list of the server: {Number(list)}." : "The server could not send the whole list. The assets were requested by their IDs.";
        yield return export.IdentifierCount is { } identifiers ? $"The IDs of the server: {Number(identifiers)}." : "This server does not return the IDs alone.";
        yield return export.MetricsCount is { } metrics ? $"The count of the server: {Number(metrics)}." : "This server does not count its assets.";
        yield return $"In the export, without those that the server no longer lists: {Number(export.AssetCount - export.NoLongerListed)}.";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Text on one line that is not markup.</summary>
    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (var character in DisplayText.Safe(text))
            safe.Append(character is '|' or '*' or '_' or '`' or '[' or ']' or '<' or '>' or '\\' or '#' ? "\\" : string.Empty).Append(character);
        return safe.ToString();
    }
}
