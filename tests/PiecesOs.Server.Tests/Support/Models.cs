using System.Text.Json;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Support;

/// <summary>
/// The required members of the models that the sandbox sends, written down from the API description a second time:
/// a member is <c>name:Model</c>, <c>name:Model[]</c> for a list, a <c>?</c> before the colon when it may be absent.
/// </summary>
internal static class Models
{
    private static readonly Dictionary<string, string> Members = new(System.StringComparer.Ordinal)
    {
        ["Asset"] = "id:uuid name?:string creator:string created:GroupedTimestamp updated:GroupedTimestamp synced?:GroupedTimestamp deleted?:GroupedTimestamp "
            + "formats:Formats preview:Preview original:ReferencedFormat score?:Score "
            + "mechanism:string shares?:Shares websites?:Websites tags?:Tags annotations?:Annotations sensitives?:Sensitives persons?:Persons hints?:Hints anchors?:Anchors",
        ["Assets"] = "iterable:Asset[]",
        ["Formats"] = "iterable:Format[] asset?:FlattenedAsset",
        ["Format"] = "id:uuid creator:string classification:Classification role:string application:Application asset:FlattenedAsset bytes:ByteDescriptor "
            + "created:GroupedTimestamp updated:GroupedTimestamp fragment?:Fragment file?:Fragment analysis?:Analysis",
        ["FlattenedFormat"] = "id:uuid creator:string classification:Classification role:string application:Application asset:uuid bytes:ByteDescriptor "
            + "created:GroupedTimestamp updated:GroupedTimestamp fragment?:Fragment file?:Fragment",
        ["Analysis"] = "id:uuid format:uuid code?:CodeAnalysis image?:ImageAnalysis",
        ["CodeAnalysis"] = "id:uuid analysis:uuid type:string model:Model",
        ["ImageAnalysis"] = "id:uuid analysis:uuid",
        ["Model"] = "id:uuid version:string created:GroupedTimestamp name:string cloud:bool type:string usage:string",
        ["Score"] = "manual:number automatic:number",
        ["ReferencedFormat"] = "id:uuid reference?:FlattenedFormat",
        ["Preview"] = "base:ReferencedFormat overlay?:ReferencedFormat",
        ["Fragment"] = "string?:TransferableString bytes?:TransferableBytes",
        ["TransferableString"] = "raw?:string",
        ["TransferableBytes"] = "raw?:number[]",
        ["FlattenedAsset"] = "id:uuid creator:string created:GroupedTimestamp updated:GroupedTimestamp formats:FlattenedFormats preview:FlattenedPreview original:uuid mechanism:string",
        ["FlattenedFormats"] = "iterable:ReferencedFormat[]",
        ["FlattenedPreview"] = "base:uuid",
        ["Classification"] = "generic:string specific:string",
        ["Application"] = "id:uuid name:string version:string platform:string onboarded:bool privacy:string",
        ["ByteDescriptor"] = "value:number readable:string",
        ["GroupedTimestamp"] = "value:time readable?:string",
        ["Tags"] = "iterable:Tag[]",
        ["Tag"] = "id:uuid text:string created:GroupedTimestamp updated:GroupedTimestamp category:string",
        ["Websites"] = "iterable:Website[]",
        ["Website"] = "id:uuid url:string name:string created:GroupedTimestamp updated:GroupedTimestamp",
        ["Annotations"] = "iterable:Annotation[]",
        ["Annotation"] = "id:uuid created:GroupedTimestamp updated:GroupedTimestamp type:string text:string",
        ["Sensitives"] = "iterable:Sensitive[]",
        ["Sensitive"] = "id:uuid created:GroupedTimestamp updated:GroupedTimestamp asset:FlattenedAsset text:string mechanism:string category:string severity:string name:string description:string",
        ["Persons"] = "iterable:Person[]",
        ["Person"] = "id:uuid created:GroupedTimestamp updated:GroupedTimestamp type:object",
        ["Hints"] = "iterable:Hint[]",
        ["Hint"] = "id:uuid created:GroupedTimestamp updated:GroupedTimestamp type:string text:string",
        ["Anchors"] = "iterable:Anchor[]",
        ["Anchor"] = "id:uuid created:GroupedTimestamp updated:GroupedTimestamp type:string points:object",
        ["Share"] = "id:uuid user?:uuid asset?:FlattenedAsset assets?:FlattenedAssets link:string access:string accessors:Accessors created:GroupedTimestamp short:string name?:string distributions?:Distributions",
        ["Shares"] = "iterable:Share[]",
        ["FlattenedShare"] = "id:uuid asset?:uuid link:string access:string accessors:Accessors created:GroupedTimestamp short:string",
        ["Accessors"] = "iterable:object[]",
        ["Distributions"] = "iterable:Distribution[]",
        ["Distribution"] = "id:uuid share:FlattenedShare created:GroupedTimestamp updated:GroupedTimestamp",
        ["FlattenedAssets"] = "iterable?:ReferencedAsset[]",
        ["ReferencedAsset"] = "id:uuid reference?:FlattenedAsset",
        ["PseudoAssets"] = "identifiers?:FlattenedAssets",
        ["SearchedAssets"] = "iterable:SearchedAsset[] suggested:number exact:number",
        ["SearchedAsset"] = "asset?:Asset exact:bool score:number match:string identifier:uuid",
        ["AssetsSearchWithFiltersOutput"] = "results:SearchedAssets",
        ["StreamedIdentifiers"] = "iterable:StreamedIdentifier[]",
        ["StreamedIdentifier"] = "asset?:ReferencedAsset deleted?:bool",
        ["WorkstreamSuggestions"] = "iterable:WorkstreamSuggestion[]",
        ["WorkstreamSuggestion"] = "asset?:ReferencedAsset current?:WorkstreamSuggestion",
        ["Context"] = "os:uuid application:Application health:Health user?:UserProfile",
        ["Health"] = "os:OSHealth",
        ["OSHealth"] = "id:uuid version:string",
        ["UserProfile"] = "id:uuid aesthetics:object allocation?:AllocationCloud",
        ["AllocationCloud"] = "id:string user:string urls:AllocationCloudUrls status:AllocationCloudStatus project:string",
        ["AllocationCloudUrls"] = "base:AllocationCloudUrl id:AllocationCloudUrl vanity?:AllocationCloudUrl",
        ["AllocationCloudUrl"] = "status:string url:string",
        ["AllocationCloudStatus"] = "cloud:string",
        ["ExportedAsset"] = "created:GroupedTimestamp description:string name:string raw:Fragment",
    };

    /// <summary>Fails with the path of the first member that is missing or of the wrong kind.</summary>
    public static void ShouldBeA(this JsonElement element, string model, string path = "$")
    {
        element.ValueKind.ShouldBe(JsonValueKind.Object, path);
        foreach (var member in Members[model].Split(' '))
        {
            var parts = member.Split(':');
            var name = parts[0].TrimEnd('?');
            var at = $"{path}.{name}";
            var found = element.TryGetProperty(name, out var value);
            if (parts[0].EndsWith('?') && !found)
                continue;
            found.ShouldBeTrue($"{at} is missing");
            Check(value, parts[1], at);
        }
    }

    private static void Check(JsonElement value, string type, string path)
    {
        if (type.EndsWith("[]", System.StringComparison.Ordinal))
        {
            value.ValueKind.ShouldBe(JsonValueKind.Array, path);
            foreach (var item in value.EnumerateArray())
                Check(item, type[..^2], path + "[]");
            return;
        }

        switch (type)
        {
            case "string":
                value.ValueKind.ShouldBe(JsonValueKind.String, path);
                break;
            case "uuid":
                value.GetString().ShouldNotBeNull(path).ShouldMatch("^(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", path);
                break;
            case "time":
                value.GetString().ShouldNotBeNull(path).ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\d{3})?Z$", path);
                break;
            case "number":
                value.ValueKind.ShouldBe(JsonValueKind.Number, path);
                break;
            case "bool":
                value.ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
                break;
            case "object":
                value.ValueKind.ShouldBe(JsonValueKind.Object, path);
                break;
            default:
                value.ShouldBeA(type, path);
                break;
        }
    }
}
