using System.Text.Json;
using PiecesOs.Benchmarks.Measures;

namespace PiecesOs.Benchmarks.Report;

/// <summary>Writes the raw numbers as JSON.</summary>
internal static class ResultsFile
{
    public static void Write(string path, BenchmarkRun run)
    {
        using var file = File.Create(path);
        using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartObject("machine");
        foreach (var (name, value) in run.Machine)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteBoolean("quick", run.IsQuick);

        writer.WriteStartArray("scenarios");
        foreach (var findings in run.Findings)
            Write(writer, findings);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Findings findings)
    {
        writer.WriteStartObject();
        writer.WriteString("name", findings.Name);
        writer.WriteString("failure", findings.Failure);
        writer.WriteStartArray("measures");
        foreach (var row in findings.Rows)
            Write(writer, row);
        writer.WriteEndArray();

        writer.WriteStartArray("series");
        foreach (var series in findings.Series)
            Write(writer, series);
        writer.WriteEndArray();

        writer.WriteStartArray("jobs");
        foreach (var cost in findings.Costs)
            Write(writer, cost);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JobCost cost)
    {
        writer.WriteStartObject();
        writer.WriteString("job", cost.Job);
        Write(writer, "own", cost.Own);
        Write(writer, "least", cost.Least);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Traffic traffic)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("requests", traffic.Requests);
        writer.WriteNumber("sent", traffic.Sent);
        writer.WriteNumber("received", traffic.Received);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Row row)
    {
        writer.WriteStartObject();
        writer.WriteString("id", row.Measure.Id);
        writer.WriteString("dependsOn", row.Measure.SubjectText);
        writer.WriteString("target", row.Measure.BarText);
        if (row.Value is { } value)
        {
            writer.WriteString("unit", $"{row.Measure.Bar.Unit}");
            writer.WriteNumber("median", value.Median);
            writer.WriteNumber("least", value.Min);
            writer.WriteNumber("most", value.Max);
        }

        writer.WriteBoolean("reached", row.IsReached);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Series series)
    {
        writer.WriteStartObject();
        writer.WriteString("contestant", series.Contestant);
        writer.WriteString("what", series.What);
        writer.WriteNumber("size", series.Size);
        writer.WriteString("unit", $"{series.Unit}");
        writer.WriteStartArray("values");
        foreach (var value in series.Values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
