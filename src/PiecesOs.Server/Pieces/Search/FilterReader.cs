using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Search;

/// <summary>Turns the AssetFilters of POST /assets/search into a condition.</summary>
internal sealed class FilterReader(bool casing)
{
    private const int MaxItems = 100;
    private static readonly string[] AllFields = ["title", "content", "annotation"];
    private readonly List<object?> _values = [];

    /// <summary>Narrows the condition by the filters: all of them, unless their type is OR.</summary>
    public static void Apply(SqlCondition condition, JsonElement filters, bool casing)
    {
        var reader = new FilterReader(casing);
        if (reader.Group(filters, "AND", depth: 0) is { } sql)
            condition.And(sql, reader._values);
    }

    /// <summary>Narrows the condition to the identifiers of an AssetSearchSpace; the misspelling is the API's.</summary>
    public static void ApplySpace(SqlCondition condition, JsonElement space)
    {
        var ids = space.Object("identifers") ?? space.Object("identifiers") ?? throw ApiError.InvalidBody("space.identifers is required.");
        var json = JsonSerializer.Serialize(ids.Items("iterable").Select(item => item.Text("id")));
        condition.And("a.id IN (SELECT value FROM json_each(?))", [json]);
    }

    private string? Group(JsonElement filters, string type, int depth)
    {
        var word = filters.Text("type") ?? type;
        if (word is not "AND" and not "OR")
            throw ApiError.InvalidBody($"Filter type '{word}' is not one of AND, OR.");
        var items = filters.Items("iterable").ToList();
        if (items.Count > MaxItems)
            throw ApiError.InvalidBody($"More than {MaxItems} filters in one list.");
        var parts = items.Select(item => Filter(item, depth)).OfType<string>().ToList();
        return parts.Count == 0 ? null : $"({string.Join($" {word} ", parts)})";
    }

    /// <summary>All members of one filter must match.</summary>
    private string? Filter(JsonElement filter, int depth)
    {
        var parts = new List<string>();
        if (filter.Text("classification") is { } ext)
            parts.Add(WithValues("a.ext = ?", ext));
        parts.AddRange(Texts(filter, "tags").Select(tag => WithValues("EXISTS(SELECT 1 FROM tags t WHERE t.asset = a.seq AND t.text = ?)", tag)));
        parts.AddRange(Texts(filter, "websites").Select(site => WithValues(
            @"EXISTS(SELECT 1 FROM websites w WHERE w.asset = a.seq AND (w.url LIKE ? ESCAPE '\' OR w.name = ?))", AssetSearch.Like(site), site)));
        parts.AddRange(Texts(filter, "persons").Select(person => WithValues(
            @"EXISTS(SELECT 1 FROM persons p WHERE p.asset = a.seq AND p.text LIKE ? ESCAPE '\')", AssetSearch.Like(person))));
        if (filter.Object("phrase") is { } phrase && Phrase(phrase) is { } found)
            parts.Add(found);
        parts.AddRange(Times(filter, "created"));
        parts.AddRange(Times(filter, "updated"));
        if (filter.Object("operations") is { } operations)
        {
            if (depth > 0)
                throw ApiError.InvalidBody("Filter operations can only be one level deep.");
            if (Group(operations, "OR", depth + 1) is { } group)
                parts.Add(group);
        }

        return parts.Count == 0 ? null : $"({string.Join(" AND ", parts)})";
    }

    private string? Phrase(JsonElement phrase)
    {
        if (phrase.Text("value") is not { Length: > 0 } value)
            return null;
        var fields = AllFields.Where(field => phrase.Flag(field) == true).ToArray();
        var type = phrase.Object("options")?.Text("annotation");
        return $"({string.Join(" OR ", (fields.Length == 0 ? AllFields : fields).Select(field => Field(field, value, type)))})";
    }

    private string Field(string field, string value, string? type) => field switch
    {
        "title" => Contains("a.name", value),
        "content" => $"a.seq IN (SELECT b.rowid FROM bodies b WHERE {Indexed(value)}{Contains("b.content", value)})",
        _ when type is null => $"EXISTS(SELECT 1 FROM annotations n WHERE n.asset = a.seq AND {Contains("n.text", value)})",
        _ => $"EXISTS(SELECT 1 FROM annotations n WHERE n.asset = a.seq AND {WithValues("n.type = ?", type)} AND {Contains("n.text", value)})",
    };

    /// <summary>Three letters and more are found through the index first.</summary>
    private string Indexed(string value) =>
        value.Length >= 3 && !value.Any(char.IsControl) ? $"{WithValues("b.bodies MATCH ?", AssetSearch.Literal(value))} AND " : "";

    private string Contains(string column, string value) => casing
        ? WithValues($"instr({column}, ?) > 0", value)
        : WithValues($@"{column} LIKE ? ESCAPE '\'", AssetSearch.Like(value));

    private IEnumerable<string> Times(JsonElement filter, string member)
    {
        if (filter.Object(member) is not { } range)
            yield break;
        var from = Time(range, "from", member);
        var to = Time(range, "to", member);
        if (range.Flag("between") == true && (from is null || to is null))
            throw ApiError.InvalidBody($"{member}.between needs both from and to.");
        if (from is { } after)
            yield return WithValues($"a.{member} >= ?", after.Ticks);
        if (to is { } before)
            yield return WithValues($"a.{member} <= ?", before.Ticks);
    }

    private static DateTime? Time(JsonElement range, string side, string member) =>
        range.Get(side) is null ? null : range.Time(side) ?? throw ApiError.InvalidBody($"{member}.{side} is not a timestamp.");

    private static IEnumerable<string> Texts(JsonElement filter, string member) =>
        filter.Items(member).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).Take(MaxItems);

    private string WithValues(string sql, params ReadOnlySpan<object?> values)
    {
        _values.AddRange(values);
        return sql;
    }
}
