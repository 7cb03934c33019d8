using System.Globalization;
using System.Text;
using PiecesOs.Trust.Tests.Matrix;

namespace PiecesOs.Trust.Tests.Support;

/// <summary>The page docs/trust.md.</summary>
internal static class TrustPage
{
    private static readonly string[] s_order =
    [
        "no connection", "stall", "drop", "not HTTP", "wrong answer", "odd answer", "huge answer", "redirect", "status", "WebSocket", "stop", "fuzzed answer",
        "sandbox killed under load", "export killed", "export stopped", "fuzzed JSON", "fuzzed link", "fuzzed export", "transcript", "leaks",
    ];

    /// <summary>Creates the page.</summary>
    public static string Of(IReadOnlyList<TrialResult> results, int seed)
    {
        var page = new StringBuilder();
        Line(page, "# What the module survives");
        Line(page);
        Line(page, "This page is for everyone who decides whether to rely on the module. `./build.sh trust` generates it. Do not edit it.");
        Line(page);
        Line(page, "Every cmdlet that sends requests was run against every fault that a server can cause, at every request that it sends. A trial counts as survived if the");
        Line(page, "command ended within 25 seconds (15 seconds if the connection had a limit of 2 seconds) with the documented error, emitted only complete objects, left no request and no connection open, and showed no");
        Line(page, "secret in any stream, and if the same session then completed a normal call. After each change, the data on the server was compared with what the command reported:");
        Line(page, "*lost* items were reported as done but do not exist, *doubled* items exist more often than requested.");
        Line(page);
        Line(page, FormattableString.Invariant($"Seed: {seed}. To use another, set `PIECESOS_TRUST_SEED`. A failed trial prints its own seed."));
        Line(page);
        Line(page, "| kind | tried | survived | lost | doubled | secrets found |");
        Line(page, "| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var kind in results.GroupBy(static result => result.Kind).OrderBy(static kind => Array.IndexOf(s_order, kind.Key)))
            Line(page, Row(kind.Key, [.. kind]));
        Line(page, Row("**all**", results));
        var failed = results.Where(static result => !result.IsSurvived).OrderBy(static result => result.ToString(), StringComparer.Ordinal).ToArray();
        if (failed.Length > 0)
        {
            Line(page);
            Line(page, "## Not survived");
            Line(page);
            foreach (var result in failed.Take(100))
                Line(page, "- " + Cut(result.ToString()));
        }

        Line(page);
        page.Append(File.ReadAllText(Path.Combine(StagedModule.Root, "tests", "PiecesOs.Trust.Tests", "Broken.md")).ReplaceLineEndings("\n"));
        return page.ToString();
    }

    private static string Row(string kind, IReadOnlyList<TrialResult> results) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {kind} | {results.Sum(static result => result.Tried)} | {results.Where(static result => result.IsSurvived).Sum(static result => result.Tried)} | {results.Sum(static result => result.Lost)} | {results.Sum(static result => result.Doubled)} | {results.Sum(static result => result.Secrets)} |");

    private static string Cut(string text)
    {
        var line = string.Concat(text.Select(static character => char.IsControl(character) || char.IsSurrogate(character) ? ' ' : character));
        return line.Length > 300 ? line[..300] + "..." : line;
    }

    private static void Line(StringBuilder page, string text = "") => page.Append(text).Append('\n');
}
