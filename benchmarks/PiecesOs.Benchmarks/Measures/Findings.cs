using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Measures;

/// <summary>What one scenario found.</summary>
internal sealed class Findings(string name, string title, IReadOnlyList<Measure> measures)
{
    private readonly Dictionary<Measure, Row> _rows = [];
    private readonly List<Series> _series = [];
    private readonly List<string> _remarks = [];

    /// <summary>The name by which the scenario is selected.</summary>
    public string Name { get; } = name;

    /// <summary>What the scenario is about.</summary>
    public string Title { get; } = title;

    /// <summary>Why it ended early, if it did.</summary>
    public string? Failure { get; set; }

    /// <summary>What each contestant did.</summary>
    public IReadOnlyList<Series> Series => _series;

    /// <summary>What the reader should know.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>A row for each measure, also for those that could not be taken.</summary>
    public IEnumerable<Row> Rows => measures.Select(measure => _rows.GetValueOrDefault(measure) ?? new Row(measure, Value: null, Failure ?? "left out"));

    public void Record(Measure measure, Summary value, string detail, Summary? orValue = null) =>
        _rows[measure] = new Row(measure, value, detail) { OrValue = orValue };

    public void Miss(Measure measure, string reason) => _rows[measure] = new Row(measure, Value: null, reason);

    /// <summary>Takes all measures back: the work they stand for was not done.</summary>
    public void Void() => _rows.Clear();

    public void Add(Series series) => _series.Add(series);

    public void Remark(string text) => _remarks.Add(text);
}
