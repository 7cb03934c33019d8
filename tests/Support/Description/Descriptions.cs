using System.Text.Json;
using System.Text.RegularExpressions;

namespace PiecesOs.Tests.Support;

/// <summary>The operations of the API descriptions, from schemas.json: method, path, query and body of each.</summary>
public static class Descriptions
{
    private static readonly Dictionary<string, Operation> s_operations = Schemas.Data.GetProperty("operations").EnumerateObject()
        .ToDictionary(static operation => operation.Name, static operation => new Operation(operation.Name, operation.Value), StringComparer.Ordinal);

    /// <summary>Objects that a server created are sent back unchanged.</summary>
    private static readonly string[] s_madeByServer = ["Asset", "Share", "Application"];

    /// <summary>The operations of Pieces OS that are not WebSockets.</summary>
    public static string[] OfPieces => [.. s_operations.Values.Where(static operation => !operation.IsOfCloudflare).Select(static operation => operation.Name)];

    /// <summary>How a request differs from the description of its operation: in method, path or query, or in a member, type or format of its body.</summary>
    public static IEnumerable<string> ProblemsOf(RecordedRequest request, string operation) => s_operations[operation].ProblemsOf(request, []);

    /// <summary>
    /// Does the same for any request, whose method and path identify the operation. Objects that a server created may lack required
    /// members, and requests that match no described operation are accepted.
    /// </summary>
    public static IEnumerable<string> ProblemsOf(RecordedRequest request) =>
        s_operations.Values.FirstOrDefault(operation => operation.IsFor(request))?.ProblemsOf(request, s_madeByServer) ?? [];

    private sealed class Operation(string name, JsonElement description)
    {
        private readonly string _method = description.GetProperty("method").GetString()!;
        private readonly Regex _path = new($"^(/client/v4)?{PathPattern(description)}$");
        private readonly Dictionary<string, string> _query = description.TryGetProperty("query", out var query)
            ? query.EnumerateObject().ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value.GetString()!, StringComparer.Ordinal)
            : new(StringComparer.Ordinal);

        private readonly string? _body = description.TryGetProperty("body", out var body) ? body.GetString() : null;

        public string Name => name;

        public bool IsOfCloudflare { get; } = description.GetProperty("path").GetString()!.Contains("_id}", StringComparison.Ordinal);

        public bool IsFor(RecordedRequest request) => request.Method == _method && _path.IsMatch(request.Path);

        public IEnumerable<string> ProblemsOf(RecordedRequest request, string[] opaque)
        {
            if (!IsFor(request))
                yield return $"{name}: {request} is not {_method} {_path}.";
            foreach (var parameter in request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split('=', 2)))
            {
                if (!_query.TryGetValue(parameter[0], out var type))
                    yield return $"{name} has no parameter '{parameter[0]}'.";
                else if (!Fits(Uri.UnescapeDataString(parameter[1]), type))
                    yield return $"{name}: {parameter[0]} is '{parameter[1]}', not {type}.";
            }

            if (_body is null && request.Body.Length > 0)
                yield return $"{name} has no body.";
            if (_body is null)
                yield break;
            foreach (var problem in Schemas.ProblemsOf(request.Json, _body, "$", opaque))
                yield return $"{name}: {problem}";
        }

        private static bool Fits(string value, string type) => type switch
        {
            "boolean" => value is "true" or "false",
            "integer" => ulong.TryParse(value, out _),
            "string" => true,
            _ => type.Split('|').Contains(value),
        };

        /// <summary>Asset IDs are UUIDs. A share can also be identified by its code.</summary>
        private static string PathPattern(JsonElement description)
        {
            var id = description.TryGetProperty("uuid", out _) ? "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" : "[^/]+";
            return string.Join('/', description.GetProperty("path").GetString()!.Split('/').Select(part => part.StartsWith('{') ? id : part));
        }
    }
}
