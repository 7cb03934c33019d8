using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>
/// A thin view over one JSON value. Typed properties of derived classes decode on access; members without a typed
/// property stay reachable by name and survive <see cref="ToJson"/>, so a read-modify-write loses nothing.
/// Absent members, explicit nulls and values of an unexpected kind read as <see langword="null"/>, never as an error.
/// </summary>
public abstract class JsonResource
{
    private static readonly JsonWriterOptions s_writerOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonDocumentOptions s_documentOptions = new() { MaxDepth = 1000 };

    private readonly JsonValue _json;
    private List<KeyValuePair<string, JsonValue>>? _changes;

    /// <summary>Wraps <paramref name="json"/>; nothing is decoded yet.</summary>
    protected JsonResource(JsonValue json) => _json = json;

    /// <summary>The value as the server sent it, without later changes.</summary>
    protected JsonValue Json => _json;

    /// <summary>
    /// A member by its JSON name as a plain .NET value: string, long, double, bool, array or ordered dictionary. It is no
    /// indexer, because in PowerShell <c>$one[0]</c> has to be the object itself.
    /// </summary>
    /// <param name="memberName">The member's name in the API document, in its own case.</param>
    public object? GetMember(string memberName) => JsonPlainValue.From(Member(memberName));

    /// <summary>The JSON names of all members: those that came in, then those that were added.</summary>
    public IReadOnlyList<string> GetMemberNames()
    {
        var names = new List<string>();
        foreach (var member in _json.EnumerateMembers())
            AddOnce(names, member.Key);
        foreach (var change in _changes ?? [])
            AddOnce(names, change.Key);
        return names;
    }

    /// <summary>The JSON text: what came in, to the byte, with each changed member in its place.</summary>
    /// <exception cref="OutOfMemoryException">It is longer than a string can be: use <see cref="WriteTo(Stream)"/>.</exception>
    public string ToJson()
    {
        if (_changes is null)
            return _json.GetRawText();
        using var changed = new MemoryStream();
        JsonMemberSplicer.Splice(_json, _changes, changed);
        return Encoding.UTF8.GetString(changed.GetBuffer(), 0, (int)changed.Length);
    }

    /// <summary>Writes what <see cref="ToJson"/> returns as UTF-8, whatever its length.</summary>
    public void WriteTo(Stream output)
    {
        if (output is null)
            throw new ArgumentNullException(nameof(output));
        if (_changes is null)
            _json.WriteTo(output);
        else
            JsonMemberSplicer.Splice(_json, _changes, output);
    }

    /// <summary>Writes what <see cref="ToJson"/> returns.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (writer is null)
            throw new ArgumentNullException(nameof(writer));
        writer.WriteRawValue(ToJson(), skipInputValidation: true);
    }

    /// <summary>A member's value; of kind <see cref="JsonValueKind.Undefined"/> when it is absent.</summary>
    protected JsonValue Member(string name)
    {
        foreach (var change in _changes ?? [])
        {
            if (change.Key == name)
                return change.Value;
        }

        return _json.Member(name);
    }

    /// <summary>A text member.</summary>
    protected string? GetString(string name) => Member(name).AsText();

    /// <summary>A true/false member.</summary>
    protected bool? GetBoolean(string name) => Member(name).AsBoolean();

    /// <summary>A whole-number member; a fraction is cut off.</summary>
    protected long? GetInt64(string name) => Member(name).AsInt64();

    /// <summary>A number member.</summary>
    protected double? GetDouble(string name) => Member(name).AsDouble();

    /// <summary>A date-time member in ISO 8601; without an offset it is taken as UTC.</summary>
    protected DateTimeOffset? GetDateTime(string name) => Member(name).AsDateTime();

    /// <summary>The days since a time, to the tenth of a second.</summary>
    protected static double? DaysSince(DateTimeOffset? time) => time is { } start ? Math.Round((DateTimeOffset.UtcNow - start).TotalDays, 6) : null;

    /// <summary>A nested object, or <see langword="null"/> when there is none.</summary>
    protected T? GetResource<T>(string name, Func<JsonValue, T> create)
        where T : class
    {
        if (create is null)
            throw new ArgumentNullException(nameof(create));
        var member = Member(name);
        return member.ValueKind == JsonValueKind.Object ? create(member) : null;
    }

    /// <summary>Changes a text member, or adds it; <see langword="null"/> writes an explicit null.</summary>
    protected void SetString(string name, string? value) => Set(name, writer => writer.WriteStringValue(value));

    /// <summary>Changes a member, or adds it, to the value that <paramref name="write"/> writes.</summary>
    protected void Set(string name, Action<Utf8JsonWriter> write)
    {
        if (write is null)
            throw new ArgumentNullException(nameof(write));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_writerOptions))
            write(writer);
        using var document = JsonDocument.Parse(buffer.ToArray(), s_documentOptions);
        Set(name, document.RootElement.Clone());
    }

    /// <summary>Changes a member, or adds it, to a value that came from the server.</summary>
    protected void Set(string name, JsonValue value)
    {
        _changes ??= [];
        _changes.RemoveAll(change => change.Key == name);
        _changes.Add(new KeyValuePair<string, JsonValue>(name, value));
    }

    private static void AddOnce(List<string> names, string name)
    {
        if (!names.Contains(name))
            names.Add(name);
    }
}
