using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// The IDs that a batch says it did not find: records that do not exist, and records that the server could not read. They come after
/// the records, so they are complete only when the batch has ended.
/// </summary>
public sealed class NotFoundIds
{
    private const string Member = "notFound";

    private static readonly string[] s_names = [Member];

    /// <summary>The IDs, as far as they are known. Servers were seen to send a list of IDs, of objects with IDs, or an object with such a list.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            var json = Siblings[Member];
            var list = json.Member("iterable") is { ValueKind: System.Text.Json.JsonValueKind.Array } inner ? inner : json;
            return list.EnumerateArray().Select(static id => id.AsText() ?? id.Member("id").AsText()).OfType<string>().ToArray();
        }
    }

    /// <summary>Receives the member from the reader of the list.</summary>
    internal JsonSiblings Siblings { get; } = new(s_names);
}
