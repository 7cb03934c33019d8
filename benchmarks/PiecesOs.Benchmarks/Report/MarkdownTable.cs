using System.Text;

namespace PiecesOs.Benchmarks.Report;

/// <summary>A table in Markdown.</summary>
internal static class MarkdownTable
{
    public static string Of(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new StringBuilder();
        Append(table, heads);
        Append(table, [.. heads.Select(static _ => "---")]);
        foreach (var row in rows)
            Append(table, row);
        return table.ToString();
    }

    private static void Append(StringBuilder table, IReadOnlyList<string> cells) =>
        table.Append("| ").AppendJoin(" | ", cells.Select(static cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
