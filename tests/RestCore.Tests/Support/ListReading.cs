using System.Text;
using RestCore.Json;

namespace RestCore.Tests.Support;

/// <summary>What a list reader returned, as raw JSON, and how it ended.</summary>
internal sealed record ListReading(IReadOnlyList<string> Elements, Exception? Failure)
{
    public const string Operation = "things_list";

    public static async Task<ListReading> OfAsync(Stream stream, params string[] path)
    {
        var elements = new List<string>();
        try
        {
            await foreach (var element in JsonListReader.ReadAsync(stream, Operation, path))
                elements.Add(element.GetRawText());
            return new ListReading(elements, Failure: null);
        }
        catch (RestException e)
        {
            return new ListReading(elements, e);
        }
    }

    public static Task<ListReading> OfAsync(string json, params string[] path)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return OfAsync(new PiecewiseStream(bytes, [bytes.Length]), path);
    }

    /// <summary>The readings of the same bytes cut in two at each offset, and of every byte alone.</summary>
    public static async Task<IReadOnlyList<ListReading>> OfEverySplitAsync(byte[] bytes, params string[] path)
    {
        var readings = new List<ListReading> { await OfAsync(PiecewiseStream.ByteByByte(bytes), path) };
        for (var offset = 0; offset <= bytes.Length; offset++)
            readings.Add(await OfAsync(PiecewiseStream.SplitAt(bytes, offset), path));
        return readings;
    }
}
