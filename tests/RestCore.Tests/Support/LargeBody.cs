using System.Text.Json;
using RestCore.Http;

namespace RestCore.Tests.Support;

/// <summary>A body that is written piece by piece: an array of <paramref name="count"/> numbers.</summary>
internal sealed class LargeBody(int count) : JsonBody
{
    private int _timesWritten;

    public int TimesWritten => _timesWritten;

    public override bool IsLarge => true;

    public override async Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        _timesWritten++;
        writer.WriteStartArray();
        for (var i = 0; i < count; i++)
        {
            writer.WriteNumberValue(i);
            if (i % 1000 == 999)
                await writer.FlushAsync(cancellationToken);
        }

        writer.WriteEndArray();
    }
}
