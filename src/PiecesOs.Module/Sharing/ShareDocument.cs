using System.Text.Encodings.Web;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>
/// Reads and writes the description of shares: <c>{"shares":[{"name", "recipients":[{"accountId"}|{"organizationId"}], "excluded":[{"accountId"}],
/// "resources":[{"resourceId", "resourceType", "resourceAccountId", "meta"}]}]}</c>. A description with a mistake is rejected as a whole.
/// </summary>
internal sealed class ShareDocument
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _problems = [];
    private readonly List<DesiredShare> _shares = [];

    /// <summary>Reads the shares of several documents. A document is the whole description or one share.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="source">Where they come from, for the error.</param>
    /// <exception cref="InputException">There is a mistake. The message names the place of each.</exception>
    public static IReadOnlyList<DesiredShare> Read(IEnumerable<JsonElement> documents, string source)
    {
        var reader = new ShareDocument();
        foreach (var document in documents)
            reader.ReadDocument(document);
        foreach (var name in reader._shares.GroupBy(static share => share.Name, StringComparer.Ordinal).Where(static group => group.Skip(1).Any()))
            reader._problems.Add($"several shares are named '{name.Key}'");
        return reader._problems.Count == 0 ? reader._shares : throw CloudflareCmdletErrors.ShareFileInvalid(source, reader._problems);
    }

    /// <summary>Writes shares.</summary>
    public static void Write(Stream output, IEnumerable<DesiredShare> shares)
    {
        using var writer = new Utf8JsonWriter(output, s_options);
        writer.WriteStartObject();
        writer.WriteStartArray("shares");
        foreach (var share in shares)
            Write(writer, share);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DesiredShare share)
    {
        writer.WriteStartObject();
        writer.WriteString("name", share.Name);
        WriteIds(writer, "recipients", share.OrganizationId is null ? "accountId" : "organizationId", share.OrganizationId is { } organization ? [organization] : share.Accounts);
        if (share.Excluded.Count > 0)
            WriteIds(writer, "excluded", "accountId", share.Excluded);
        writer.WriteStartArray("resources");
        foreach (var resource in share.Resources)
        {
            writer.WriteStartObject();
            writer.WriteString("resourceId", resource.Id);
            writer.WriteString("resourceType", resource.Type);
            if (resource.AccountId is not null)
                writer.WriteString("resourceAccountId", resource.AccountId);
            if (resource.Meta.ValueKind == JsonValueKind.Object)
            {
                writer.WritePropertyName("meta");
                resource.Meta.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter writer, string name, string member, IEnumerable<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
        {
            writer.WriteStartObject();
            writer.WriteString(member, id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void ReadDocument(JsonElement document)
    {
        var isWhole = document.ValueKind == JsonValueKind.Object
            && document.EnumerateObject().Any(static member => string.Equals(member.Name, "shares", StringComparison.OrdinalIgnoreCase));
        if (!isWhole)
        {
            ReadShare(document, Place("shares", _shares.Count));
            return;
        }

        var members = Members(document, "the document", "shares");
        foreach (var (share, place) in Elements(members, "shares", string.Empty, isRequired: true))
            ReadShare(share, place);
    }

    private void ReadShare(JsonElement element, string place)
    {
        var members = Members(element, place, "name", "recipients", "excluded", "resources");
        var name = Text(members, "name", place) ?? string.Empty;
        if (name != name.Trim())
            _problems.Add($"{place}.name has a space at its beginning or end");

        var accounts = new List<string>();
        string? organization = null;
        foreach (var (recipient, at) in Elements(members, "recipients", place, isRequired: true))
        {
            var ids = Members(recipient, at, "accountId", "organizationId");
            if (ids.Count != 1)
                _problems.Add($"{at} needs either accountId or organizationId");
            else if (ids.ContainsKey("accountId"))
                AddOnce(accounts, Id(ids, "accountId", at), at);
            else if (organization is not null)
                _problems.Add($"{at}: a share goes to one organization");
            else
                organization = Id(ids, "organizationId", at);
        }

        if (organization is not null && accounts.Count > 0)
            _problems.Add($"{place}.recipients: a share goes to accounts or to an organization, not to both");

        var excluded = new List<string>();
        foreach (var (recipient, at) in Elements(members, "excluded", place, isRequired: false))
            AddOnce(excluded, Id(Members(recipient, at, "accountId"), "accountId", at), at);
        if (excluded.Count > 0 && organization is null)
            _problems.Add($"{place}.excluded: accounts can be excluded only from a share with an organization");

        var resources = new List<DesiredResource>();
        foreach (var (resource, at) in Elements(members, "resources", place, isRequired: true))
            ReadResource(resource, at, resources);
        _shares.Add(new DesiredShare(name, accounts, organization, excluded, resources));
    }

    private void ReadResource(JsonElement element, string place, List<DesiredResource> resources)
    {
        var members = Members(element, place, "resourceId", "resourceType", "resourceAccountId", "meta");
        var (id, type) = (Id(members, "resourceId", place), Id(members, "resourceType", place));
        var account = members.ContainsKey("resourceAccountId") ? Id(members, "resourceAccountId", place) : null;
        if (members.TryGetValue("meta", out var meta) && meta.ValueKind != JsonValueKind.Object)
            _problems.Add($"{place}.meta is not an object");
        if (id is null || type is null)
            return;
        var read = new DesiredResource(id, type, account, meta);
        if (resources.Exists(resource => string.Equals(resource.ToString(), read.ToString(), StringComparison.OrdinalIgnoreCase)))
            _problems.Add($"{place} repeats {read}");
        resources.Add(read);
    }

    /// <summary>The members of an object. Matching ignores case, because hashtables do.</summary>
    private Dictionary<string, JsonElement> Members(JsonElement element, string place, params string[] known)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        if (element.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"{place} is not an object");
            return members;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
                _problems.Add($"{place} has the unknown member '{member.Name}'");
            else if (members.ContainsKey(member.Name))
                _problems.Add($"{place} has '{member.Name}' twice");
            else
                members[member.Name] = member.Value;
        }

        return members;
    }

    private IEnumerable<(JsonElement Element, string Place)> Elements(Dictionary<string, JsonElement> members, string name, string place, bool isRequired)
    {
        var path = place.Length == 0 ? name : $"{place}.{name}";
        if (!members.TryGetValue(name, out var list))
        {
            if (isRequired)
                _problems.Add($"{path} is missing");
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            _problems.Add($"{path} is not a list");
            return [];
        }

        if (isRequired && place.Length > 0 && list.GetArrayLength() == 0)
            _problems.Add($"{path} is empty");
        return list.EnumerateArray().Select((element, index) => (element, Place(path, index)));
    }

    private string? Text(Dictionary<string, JsonElement> members, string name, string place)
    {
        if (!members.TryGetValue(name, out var value))
            _problems.Add($"{place}.{name} is missing");
        else if (value.ValueKind != JsonValueKind.String)
            _problems.Add($"{place}.{name} is not text (enclose it in quotation marks)");
        else if (string.IsNullOrWhiteSpace(value.GetString()))
            _problems.Add($"{place}.{name} is empty");
        else
            return value.GetString();
        return null;
    }

    private string? Id(Dictionary<string, JsonElement> members, string name, string place)
    {
        var text = Text(members, name, place);
        if (text is null || !text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character)))
            return text;
        _problems.Add($"{place}.{name} contains white space");
        return null;
    }

    private void AddOnce(List<string> ids, string? id, string place)
    {
        if (id is null)
            return;
        if (ids.Contains(id, StringComparer.OrdinalIgnoreCase))
            _problems.Add($"{place} repeats {id}");
        ids.Add(id);
    }

    private static string Place(string path, int index) => FormattableString.Invariant($"{path}[{index}]");
}
