using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Measures;

/// <summary>The results of one scenario.</summary>
internal sealed class Findings(string name, string title, IReadOnlyList<Measure> measures)
{
    private readonly Dictionary<Measure, Row> _rows = [];
    private readonly List<Series> _series = [];
    private readonly List<JobCost> _costs = [];
    private readonly List<string> _remarks = [];

    /// <summary>The name that selects the scenario.</summary>
    public string Name { get; } = name;

    /// <summary>The title of the scenario.</summary>
    public string Title { get; } = title;

    /// <summary>Why the scenario ended early, if it did.</summary>
    public string? Failure { get; set; }

    /// <summary>The measurements of each contestant.</summary>
    public IReadOnlyList<Series> Series => _series;

    /// <summary>The requests and bytes of jobs.</summary>
    public IReadOnlyList<JobCost> Costs => _costs;

    /// <summary>Notes for the reader.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>One row per measure, including those that could not be measured.</summary>
    public IEnumerable<Row> Rows => measures.Select(measure => _rows.GetValueOrDefault(measure) ?? new Row(measure, Value: null, Failure ?? "left out"));

    public void Record(Measure measure, Summary value, string detail, Summary? alternativeValue = null) =>
        _rows[measure] = new Row(measure, value, detail) { AlternativeValue = alternativeValue };

    public void RecordMissing(Measure measure, string reason) => _rows[measure] = new Row(measure, Value: null, reason);

    /// <summary>Discards all measurements, because the work was not done.</summary>
    public void Discard() => _rows.Clear();

    public void Add(Series series) => _series.Add(series);

    public void Add(JobCost cost) => _costs.Add(cost);

    public void Remark(string text) => _remarks.Add(text);
}
