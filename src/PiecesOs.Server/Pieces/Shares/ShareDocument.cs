using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>
/// A share's JSON as it is stored: its link without address and port, and without its assets. Both are inserted when it
/// is sent, because both may have changed by then.
/// </summary>
internal static class ShareDocument
{
    public static byte[] Compose(ShareSeed seed, string id, string code, string user, DateTime time) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("user", user);
        writer.WriteString("link", AssetDocument.LinkMark + Uri.EscapeDataString(code));
        writer.WriteString("access", seed.Access);
        writer.List<string>("accessors", [], _ => { });
        writer.Timestamp("created", time);
        writer.WriteString("short", code);
        writer.WriteOptional("name", seed.Name);
        WriteDistributions(writer, seed, id, code, time);

        // A collection of one asset still has its asset under "assets".
        if (seed.IsCollection)
            writer.WriteBoolean("collection", true);
        writer.WriteEndObject();
    });

    /// <summary>The Shares that an asset carries.</summary>
    public static JsonObject ListOfAsset(List<ShareRow> shares, string asset) => new()
    {
        ["iterable"] = new JsonArray([.. shares.Select(share => OfAsset(share, asset))]),
    };

    /// <summary>Names the asset by ID only: the whole of it is around the share already.</summary>
    private static JsonNode OfAsset(ShareRow row, string asset)
    {
        var share = JsonNode.Parse(row.Document)!.AsObject();
        share.Remove("collection");
        share.Remove("distributions");
        share["assets"] = new JsonObject
        {
            ["iterable"] = new JsonArray(new JsonObject { ["id"] = asset }),
            ["indices"] = new JsonObject { [asset] = 0 },
        };
        return share;
    }

    /// <summary>A requested gist is shown as created; its link leads nowhere.</summary>
    private static void WriteDistributions(Utf8JsonWriter writer, ShareSeed seed, string share, string code, DateTime time)
    {
        if (seed.Distributions.Count == 0)
            return;
        writer.List("distributions", seed.Distributions, distribution =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", Guid.NewGuid().ToString());
            WriteSharePart(writer, seed, share, code, time);
            writer.Timestamp("created", time);
            writer.Timestamp("updated", time);
            if (distribution.Object("mailgun") is { } mail)
            {
                writer.WritePropertyName("mailgun");
                mail.WriteWithoutNulls(writer);
            }

            WriteGist(writer, distribution.Object("github")?.Object("gist"), time);
            writer.WriteEndObject();
        });
    }

    private static void WriteSharePart(Utf8JsonWriter writer, ShareSeed seed, string share, string code, DateTime time)
    {
        writer.WriteStartObject("share");
        writer.WriteString("id", share);
        writer.WriteString("link", AssetDocument.LinkMark + Uri.EscapeDataString(code));
        writer.WriteString("access", seed.Access);
        writer.List<string>("accessors", [], _ => { });
        writer.Timestamp("created", time);
        writer.WriteString("short", code);
        writer.WriteOptional("name", seed.Name);
        writer.WriteEndObject();
    }

    private static void WriteGist(Utf8JsonWriter writer, JsonElement? gist, DateTime time)
    {
        if (gist is not { } seeded)
            return;

        var id = Guid.NewGuid().ToString("N");
        writer.WriteStartObject("github");
        writer.WriteStartObject("gist");
        writer.List("recipients", seeded.Object("recipients")?.Items("iterable") ?? [], person => person.WriteWithoutNulls(writer));
        writer.WriteBoolean("public", seeded.Flag("public") ?? false);
        writer.WriteOptional("description", seeded.Text("description"));
        writer.WriteString("name", seeded.Text("name") ?? "");
        writer.Timestamp("created", time);
        writer.Timestamp("updated", time);
        writer.WriteString("github_id", id);
        writer.WriteString("url", $"https://gist.github.com/sandbox/{id}");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
