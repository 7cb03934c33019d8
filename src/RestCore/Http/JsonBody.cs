using System.Text.Json;

namespace RestCore.Http;

/// <summary>The JSON body of a request. It is written afresh for every try, so it may be sent more than once.</summary>
public abstract class JsonBody
{
    /// <summary>Whether the body may be large: then it is written to the network as it is made instead of being held in memory.</summary>
    public virtual bool IsLarge => false;

    /// <summary>A body that <paramref name="write"/> writes.</summary>
    public static JsonBody From(Action<Utf8JsonWriter> write) => new WrittenBody(write);

    /// <summary>Writes the body. A large one flushes now and then.</summary>
    public abstract Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken);

    private sealed class WrittenBody(Action<Utf8JsonWriter> write) : JsonBody
    {
        public override Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
        {
            write(writer);
            return Task.CompletedTask;
        }
    }
}
