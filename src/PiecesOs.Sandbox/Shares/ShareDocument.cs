using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Sandbox.Assets;
using PiecesOs.Sandbox.Http;

namespace PiecesOs.Sandbox.Shares;

/// <summary>
/// A share's JSON as it is stored: its link without address and port, its assets left out. Both are put in when it
/// is sent, because both may have changed by then.
/// </summary>
internal static class ShareDocument
{
    public static byte[] Compose(ShareSeed seed, string id, string code, string user, DateTime time) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteString("id", id);
        writer.WriteString("user", user);
        writer.Nulls("asset", "assets");
        writer.WriteString("link", AssetDocument.LinkMark + Uri.EscapeDataString(code));
        writer.WriteString("access", seed.Access);
        writer.List<string>("accessors", [], _ => { });
        writer.Timestamp("created", time);
        writer.WriteString("short", code);
        writer.WriteString("name", seed.Name);
        WriteDistributions(writer, seed, id, code, time);
        writer.WriteNull("score");

        // A collection of one asset still has its asset under "assets".
        if (seed.IsCollection)
            writer.WriteBoolean("collection", true);
        writer.WriteEndObject();
    });

    /// <summary>The Shares that an asset carries.</summary>
    public static JsonObject ListOfAsset(List<ShareRow> shares, string asset) => new()
    {
        ["schema"] = null,
        ["iterable"] = new JsonArray([.. shares.Select(share => OfAsset(share, asset))]),
        ["score"] = null,
    };

    /// <summary>Names the asset by id only: the whole of it is around the share already.</summary>
    private static JsonNode OfAsset(ShareRow row, string asset)
    {
        var share = JsonNode.Parse(row.Document)!.AsObject();
        share.Remove("collection");
        share["distributions"] = null;
        share["assets"] = new JsonObject
        {
            ["schema"] = null,
            ["iterable"] = new JsonArray(new JsonObject { ["schema"] = null, ["id"] = asset, ["reference"] = null }),
            ["indices"] = null,
            ["score"] = null,
        };
        return share;
    }

    /// <summary>A gist that was asked for is shown as made; it leads nowhere.</summary>
    private static void WriteDistributions(Utf8JsonWriter writer, ShareSeed seed, string share, string code, DateTime time)
    {
        if (seed.Distributions.Count == 0)
        {
            writer.WriteNull("distributions");
            return;
        }

        writer.List("distributions", seed.Distributions, distribution =>
        {
            writer.WriteStartObject();
            writer.WriteNull("schema");
            writer.WriteString("id", Guid.NewGuid().ToString());
            WriteSharePart(writer, seed, share, code, time);
            writer.Timestamp("created", time);
            writer.Timestamp("updated", time);
            writer.WriteNull("deleted");
            writer.WritePropertyName("mailgun");
            if (distribution.Object("mailgun") is { } mail)
                mail.WriteTo(writer);
            else
                writer.WriteNullValue();
            WriteGist(writer, distribution.Object("github")?.Object("gist"), time);
            writer.WriteEndObject();
        });
    }

    private static void WriteSharePart(Utf8JsonWriter writer, ShareSeed seed, string share, string code, DateTime time)
    {
        writer.WriteStartObject("share");
        writer.WriteNull("schema");
        writer.WriteString("id", share);
        writer.Nulls("asset", "user");
        writer.WriteString("link", AssetDocument.LinkMark + Uri.EscapeDataString(code));
        writer.WriteString("access", seed.Access);
        writer.List<string>("accessors", [], _ => { });
        writer.Timestamp("created", time);
        writer.WriteString("short", code);
        writer.WriteString("name", seed.Name);
        writer.Nulls("assets", "distributions", "score");
        writer.WriteEndObject();
    }

    private static void WriteGist(Utf8JsonWriter writer, JsonElement? gist, DateTime time)
    {
        if (gist is not { } seeded)
        {
            writer.WriteNull("github");
            return;
        }

        var id = Guid.NewGuid().ToString("N");
        writer.WriteStartObject("github");
        writer.WriteNull("schema");
        writer.WriteStartObject("gist");
        writer.WriteNull("schema");
        writer.List("recipients", seeded.Object("recipients")?.Items("iterable") ?? [], person => person.WriteTo(writer));
        writer.WriteBoolean("public", seeded.Flag("public") ?? false);
        writer.WriteString("description", seeded.Text("description"));
        writer.WriteString("name", seeded.Text("name") ?? "");
        writer.Timestamp("created", time);
        writer.Timestamp("updated", time);
        writer.WriteNull("deleted");
        writer.WriteString("github_id", id);
        writer.WriteString("url", $"https://gist.github.com/sandbox/{id}");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
