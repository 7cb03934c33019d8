using System.Globalization;
using System.Text.Json;
using PiecesOs.Client;

namespace PiecesOs.Module.Tests.Support;

/// <summary>Small response bodies in the format of Pieces OS.</summary>
internal static class Sample
{
    /// <summary>The ID of sample number <paramref name="number"/>.</summary>
    public static string Id(int number) => "00000000-0000-4000-8000-" + number.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>An asset with text, or without content. Relations missing from <paramref name="more"/> are empty, as Pieces OS sends them.</summary>
    public static string Asset(int number, string? name = null, string? text = "Get-Date", string more = "")
    {
        var relations = string.Concat(new[] { "tags", "annotations", "websites" }
            .Where(relation => !more.Contains($"\"{relation}\"", StringComparison.Ordinal))
            .Select(static relation => $$""", "{{relation}}": {"iterable": [], "indices": {} }"""));
        var fragment = text is null ? string.Empty : $$""", "fragment": {"string": {"raw": {{Quote(text)}} } }""";
        return $$"""
            {"id": "{{Id(number)}}", "name": {{Quote(name ?? $"asset {number}")}},
             "original": {"id": "{{Id(number + 1000)}}", "reference": {"id": "{{Id(number + 1000)}}", "asset": "{{Id(number)}}",
              "classification": {"generic": "CODE", "specific": "ps1"}{{fragment}} } }{{relations}}{{more}} }
            """;
    }

    public static string Share(int number, string? name = null, int asset = 1, string more = "") =>
        $$"""
        {"id":"{{Id(number)}}","link":"https://pieces.example/?p=code{{number}}","short":"code{{number}}","access":"PUBLIC",
         "asset":"{{Id(asset)}}"{{(name is null ? "" : ",\"name\":" + Quote(name))}}{{more}} }
        """;

    public static string Found(int number, string? name = null) =>
        $$"""{"identifier":"{{Id(number)}}","score":0.5,"exact":true,"asset":{{Asset(number, name)}} }""";

    public static string List(params string[] elements) => $$"""{"iterable":[{{string.Join(',', elements)}}]}""";

    public static string Context() =>
        """
        {"os":"aaaaaaaa-0000-4000-8000-000000000001","health":{"os":{"version":"12.4.1"}},
         "application":{"id":"bbbbbbbb-0000-4000-8000-000000000001","name":"OPEN_SOURCE","version":"0.1.0","platform":"LINUX","onboarded":true,"privacy":"OPEN"},
         "user":{"id":"cccccccc-0000-4000-8000-000000000001","name":"Ada","allocation":{"status":{"cloud":"RUNNING"}}}}
        """;

    public static Asset AssetObject(int number, string? name = null, string? text = "Get-Date") => new(JsonElement.Parse(Asset(number, name, text)));

    public static Share ShareObject(int number, string? name = null) => new(JsonElement.Parse(Share(number, name)));

    public static SearchedAsset FoundObject(int number) => new(JsonElement.Parse(Found(number)));

    /// <summary>A list of many assets.</summary>
    public static string Assets(params int[] numbers) => List([.. numbers.Select(number => Asset(number))]);

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
