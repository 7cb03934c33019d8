using System.Text.Json;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Processes;

/// <summary>The JSON line in which a contestant reports its measurements.</summary>
internal sealed class Measurement(JsonElement json)
{
    /// <summary>Reads the last line of a contestant's output.</summary>
    /// <exception cref="ContestantFailedException">The line is not JSON.</exception>
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

    /// <summary>A measurement with one number from this process.</summary>
    public static Measurement Of(string name, double value) => new(JsonSerializer.SerializeToElement(new Dictionary<string, double>(StringComparer.Ordinal) { [name] = value }));

    public string Text(string name) => Member(name).GetString() ?? "";

    public long Integer(string name) => Member(name).GetInt64();

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
