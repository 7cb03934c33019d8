using System;
using System.Linq;
using System.Text.Json;
using Shouldly;

namespace PiecesOs.Client.Tests.Support;

/// <summary>The operations of the API description, from Data/schemas.json: method, path, query and body of each.</summary>
internal static class Descriptions
{
    private static readonly JsonElement s_operations = Schemas.Data.GetProperty("operations");

    /// <summary>The names of all operations that are not WebSockets.</summary>
    public static string[] Operations => [.. s_operations.EnumerateObject().Select(static operation => operation.Name)];

    /// <summary>Fails where a request differs from the description of its operation: in method, path, query, or a member, type or format of its body.</summary>
    public static void ShouldFit(this RecordedRequest request, string name)
    {
        var operation = s_operations.GetProperty(name);
        request.Method.ShouldBe(operation.GetProperty("method").GetString(), name);
        var segment = operation.TryGetProperty("uuid", out _) ? "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" : "[^/]+";
        var segments = operation.GetProperty("path").GetString()!.Split('/').Select(part => part.StartsWith('{') ? segment : part);
        request.Path.ShouldMatch($"^{string.Join('/', segments)}$", name);
        foreach (var parameter in request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split('=', 2)))
        {
            operation.TryGetProperty("query", out var query).ShouldBeTrue($"{name} has no query.");
            query.TryGetProperty(parameter[0], out var type).ShouldBeTrue($"{name} has no parameter '{parameter[0]}'.");
            if (type.GetString() == "boolean")
                parameter[1].ShouldBeOneOf("true", "false");
        }

        if (operation.TryGetProperty("body", out var body))
            JsonElement.Parse(request.BodyText).ShouldFit(body.GetString()!);
        else
            request.Body.ShouldBeEmpty(name);
    }
}
