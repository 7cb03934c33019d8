using System.Text.Json;
using RestCore.Json;

namespace RestCore.Tests.Support;

/// <summary>A resource as a client would write one, with its protected side open to tests.</summary>
internal sealed class Thing : JsonResource
{
    public Thing(JsonValue json)
        : base(json)
    {
    }

    public string? Id => GetString("id");

    public string? Kind => GetString("kind");

    public string? Name
    {
        get => GetString("name");
        set => SetString("name", value);
    }

    public bool? Favorite => GetBoolean("favorite");

    public long? Size => GetInt64("size");

    public double? Score => GetDouble("score");

    public DateTimeOffset? Created => GetDateTime("created");

    public Thing? Original => GetResource("original", json => new Thing(json));

    public JsonValue Source => Json;

    public static Thing Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 });
        return new Thing(document.RootElement.Clone());
    }

    public void Change(string name, Action<Utf8JsonWriter> write) => Set(name, write);

    public void ChangeRaw(string name, string json) => Set(name, writer => writer.WriteRawValue(json));
}
