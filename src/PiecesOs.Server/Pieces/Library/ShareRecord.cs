using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Shares;

namespace PiecesOs.Server.Pieces.Library;

/// <summary>A share as an export has it. Its code is kept; its address and its assets are those of this server when it is sent.</summary>
internal sealed class ShareRecord
{
    private const int MaxIdLength = 100;
    private static readonly string[] Assetlike = ["asset", "assets"];

    private ShareRecord(string id, string code, string link, byte[] document, IReadOnlyList<string> assets)
    {
        Id = id;
        Code = code;
        Link = link;
        Document = document;
        Assets = assets;
    }

    public string Id { get; }

    /// <summary>What opens the share: <c>p</c> of its link.</summary>
    public string Code { get; }

    /// <summary>The link without the address.</summary>
    public string Link { get; }

    /// <summary>The stored form; see <see cref="ShareDocument"/>.</summary>
    public byte[] Document { get; }

    /// <summary>The IDs of its assets.</summary>
    public IReadOnlyList<string> Assets { get; }

    /// <summary>Reads the body of a request; 400 if it is not a share with this ID.</summary>
    public static ShareRecord Read(string id, JsonElement body)
    {
        if (id.Length > MaxIdLength || !string.Equals(body.Text("id"), id, StringComparison.OrdinalIgnoreCase))
            throw ApiError.BadRequest($"The share must have the ID of the path: {id}");
        if (body.Text("access") is not ("PUBLIC" or "PRIVATE"))
            throw ApiError.BadRequest("access must be PUBLIC or PRIVATE.");
        var encoded = body.Text("link") is { } address ? EncodedCode(address) : null;
        var code = (encoded is null ? null : Uri.UnescapeDataString(encoded)) ?? body.Text("short");
        if (string.IsNullOrEmpty(code))
            throw ApiError.BadRequest("The share needs a link with a code in ?p=, or short.");

        var share = JsonNode.Parse(Json.WithoutNulls(body))!.AsObject();
        foreach (var name in Assetlike)
            share.Remove(name);
        RemoveAddresses(share);
        share["link"] = AssetDocument.LinkMark + (encoded ?? Uri.EscapeDataString(code));
        share["short"] ??= code;
        if (body.Get("assets") is not null && body.Get("asset") is null)
            share["collection"] = true;
        return new ShareRecord(id, code, share["link"]!.ToString(), Json.Build(writer => share.WriteTo(writer)), AssetsOf(body));
    }

    /// <summary>Whether a stored share is this one.</summary>
    public bool IsSame(ShareRow stored, IReadOnlyList<string> assets) =>
        assets.SequenceEqual(Assets, StringComparer.Ordinal) && RecordComparison.AreSame(JsonNode.Parse(stored.Document)!, JsonNode.Parse(Document)!);

    private static List<string> AssetsOf(JsonElement share)
    {
        var single = share.Object("asset")?.Text("id") ?? share.Text("asset");
        var ids = share.Items("assets").Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString() : item.Text("id")).Prepend(single);
        return [.. ids.OfType<string>().Select(AssetTable.Id).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Links within the share, such as those of its distributions, are to this server too.</summary>
    private static void RemoveAddresses(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                RemoveAddresses(item);
        }
        else if (node is JsonObject item)
        {
            foreach (var (name, child) in item.ToList())
            {
                if (name == "link" && child is JsonValue value && value.TryGetValue<string>(out var link) && EncodedCode(link) is { } code)
                    item[name] = AssetDocument.LinkMark + code;
                else
                    RemoveAddresses(child);
            }
        }
    }

    /// <summary>The value of <c>p</c> in the query of a link, as it is written there; null if there is none.</summary>
    private static string? EncodedCode(string link)
    {
        var query = link.IndexOf('?', StringComparison.Ordinal);
        var code = query < 0 ? null : link[(query + 1)..].Split('#')[0].Split('&').FirstOrDefault(static part => part.StartsWith("p=", StringComparison.Ordinal))?[2..];
        return string.IsNullOrEmpty(code) ? null : code;
    }
}
