using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Reads what each suite left in the results folder (NAME.xml in JUnit form, NAME.exit, NAME.log, or NAME.skipped with the reason)
/// and writes summary.txt: a line for each suite, what failed, what was skipped and why, and the totals as the last line.
/// </summary>
public sealed class SumUpTests : Task
{
    private const int LinesShown = 25;

    private readonly List<string> _suites = new List<string>();
    private readonly List<string> _failures = new List<string>();
    private readonly List<string> _skips = new List<string>();
    private int _passed;
    private int _failed;

    [Required]
    public string Results { get; set; }

    [Required]
    public string[] Suites { get; set; }

    [Output]
    public bool Passed { get; set; }

    public override bool Execute()
    {
        foreach (var suite in Suites)
        {
            if (File.Exists(PathOf(suite, ".skipped")))
                AddSkippedSuite(suite);
            else
                AddSuite(suite);
        }

        // A suite that broke or was skipped as a whole counts as one, so that the totals agree with the lines above them.
        var totals = string.Format("{0} passed, {1} failed, {2} skipped", _passed, _failed, _skips.Count);
        File.WriteAllLines(PathOf("summary", ".txt"), _suites.Concat(_failures).Concat(_skips).Concat(new[] { totals }));
        Passed = _failed == 0;
        return true;
    }

    private void AddSkippedSuite(string suite)
    {
        _suites.Add(suite + ": skipped");
        _skips.Add("skipped: " + suite + ": " + File.ReadAllText(PathOf(suite, ".skipped")).Trim());
    }

    private void AddSuite(string suite)
    {
        var cases = ReadCases(PathOf(suite, ".xml"));
        var failed = cases.Where(test => Outcome(test, "failure", "error") != null).ToList();
        var skipped = cases.Where(test => Outcome(test, "skipped") != null).ToList();
        var passed = cases.Count - failed.Count - skipped.Count;
        _passed += passed;

        foreach (var test in failed)
            AddFailure(suite + ": " + NameOf(test), Reason(test, "failure", "error").Split('\n').Take(LinesShown));
        foreach (var test in skipped)
            _skips.Add("skipped: " + suite + ": " + NameOf(test) + ": " + Reason(test, "skipped").Replace('\n', ' '));

        // Both runners say 0 for all passed and 1 for some failed; anything else did not come to a proper end.
        var exit = File.ReadAllText(PathOf(suite, ".exit")).Trim();
        var ended = cases.Count > 0 && exit == (failed.Count == 0 ? "0" : "1");
        _suites.Add(string.Format(
            "{0}: {1} passed, {2} failed, {3} skipped{4}", suite, passed, failed.Count, skipped.Count, ended ? "" : ", did not run to its end"));
        if (!ended)
        {
            var log = File.Exists(PathOf(suite, ".log")) ? File.ReadAllLines(PathOf(suite, ".log")) : new string[0];
            var title = string.Format("{0} did not run to its end (exit code {1}, {2} tests reported)", suite, exit, cases.Count);
            AddFailure(title, log.Where(IsTelling).Reverse().Take(LinesShown).Reverse());
        }
    }

    private void AddFailure(string title, IEnumerable<string> details)
    {
        _failed++;
        _failures.Add("failed: " + title);
        _failures.AddRange(details.Where(IsTelling).Select(line => "    " + line.TrimEnd()));
    }

    // A suite that crashed leaves no report, or half of one: either reads as no tests.
    private static List<XElement> ReadCases(string report)
    {
        try
        {
            return XDocument.Load(report).Descendants("testcase").ToList();
        }
        catch (Exception e) when (e is IOException || e is XmlException)
        {
            return new List<XElement>();
        }
    }

    private static bool IsTelling(string line)
    {
        var text = line.Trim();
        return text.Length > 0 && !text.StartsWith("at System.", StringComparison.Ordinal) && !text.StartsWith("at Xunit.", StringComparison.Ordinal);
    }

    private static XElement Outcome(XElement test, params string[] kinds) =>
        test.Elements().FirstOrDefault(child => kinds.Contains(child.Name.LocalName));

    private static string NameOf(XElement test) => (string)test.Attribute("name");

    private static string Reason(XElement test, params string[] kinds)
    {
        var outcome = Outcome(test, kinds);
        var text = ((string)outcome.Attribute("message") + "\n" + outcome.Value).Replace("\r", "").Trim();
        return text.Length > 0 ? text : "no reason given";
    }

    private string PathOf(string suite, string extension) => Path.Combine(Results, suite + extension);
}
