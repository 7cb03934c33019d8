using System.Text.Json;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Processes;

/// <summary>The line of JSON in which a contestant says what it measured.</summary>
internal sealed class Measurement(JsonElement json)
{
    /// <summary>Reads the last line of what a contestant printed.</summary>
    /// <exception cref="ContestantFailedException">That is no JSON.</exception>
    public static Measurement Read(string output)
    {
        var line = output.Split('\n').LastOrDefault(static line => line.StartsWith('{')) ?? "";
        try
        {
            using var document = JsonDocument.Parse(line);
            return new Measurement(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new ContestantFailedException($"printed no result: {ErrorText.Of(output)}");
        }
    }

    /// <summary>One number that was measured in this process.</summary>
    public static Measurement Of(string name, double value) => new(JsonSerializer.SerializeToElement(new Dictionary<string, double>(StringComparer.Ordinal) { [name] = value }));

    public string Text(string name) => Member(name).GetString() ?? "";

    public long Whole(string name) => Member(name).GetInt64();

    /// <summary>A number, or the median of several.</summary>
    public double Number(string name)
    {
        var member = Member(name);
        return member.ValueKind == JsonValueKind.Array
            ? Summary.Of(member.EnumerateArray().Select(static number => number.GetDouble())).Median
            : member.GetDouble();
    }

    private JsonElement Member(string name) =>
        json.TryGetProperty(name, out var value) ? value : throw new ContestantFailedException($"said nothing of '{name}'");
}
