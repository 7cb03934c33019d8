using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Writes shares, resources, recipients and excluded recipients as the API describes them.</summary>
internal static class SharingJson
{
    public static void Write(Utf8JsonWriter writer, DatabaseSession session, ShareRecord share, ShareIncludes includes, long now) => writer.WriteObject(() =>
    {
        writer.WriteString("id", share.Id);
        writer.WriteString("name", share.Name);
        writer.WriteString("account_id", share.Account);
        writer.WriteString("account_name", share.AccountName);
        writer.WriteString("organization_id", share.Organization);
        writer.WriteString("status", share.Status);
        writer.WriteString("target_type", share.Target);
        writer.WriteString("kind", share.Kind);
        Times(writer, share.Created, share.Modified);
        if (includes.RecipientCounts)
        {
            var counts = RecipientTable.Counts(session, share.Id, now);
            foreach (var status in new[] { "associated", "associating", "disassociated", "disassociating" })
                writer.WriteNumber($"{status}_recipient_count", counts.TryGetValue(status, out var count) ? count : 0);
        }

        if (!includes.Resources)
            return;
        writer.WriteStartArray("resources");
        foreach (var resource in ResourceTable.List(session, share.Id, now).Items)
            Write(writer, resource);
        writer.WriteEndArray();
    });

    public static void Write(Utf8JsonWriter writer, ResourceRecord resource) => writer.WriteObject(() =>
    {
        writer.WriteString("id", resource.Id);
        writer.WriteString("resource_id", resource.Resource);
        writer.WriteString("resource_type", resource.Type);
        writer.WriteString("resource_account_id", resource.Account);
        writer.WriteNumber("resource_version", resource.Version);
        writer.WritePropertyName("meta");
        writer.WriteRawValue(resource.Meta, skipInputValidation: true);
        writer.WriteString("status", resource.Status);
        Times(writer, resource.Created, resource.Modified);
    });

    public static void Write(Utf8JsonWriter writer, DatabaseSession session, RecipientRecord recipient, bool resources) => writer.WriteObject(() =>
    {
        writer.WriteString("id", recipient.Id);
        writer.WriteString("account_id", recipient.Account);
        writer.WriteString("association_status", recipient.Status);
        Times(writer, recipient.Created, recipient.Modified);
        if (!resources)
            return;
        writer.WriteArray("resources", RecipientResource.Of(session, recipient), resource =>
        {
            writer.WriteString("resource_id", resource.Resource);
            writer.WriteNumber("resource_version", resource.Version);
            writer.WriteString("error", resource.Error);
            writer.WriteBoolean("terminal", resource.Terminal);
        });
    });

    public static void Write(Utf8JsonWriter writer, ExcludedRecipientRecord excluded) => writer.WriteObject(() =>
    {
        writer.WriteString("id", excluded.Id);
        writer.WriteString("account_id", excluded.Account);
        Times(writer, excluded.Created, excluded.Modified);
    });

    private static void Times(Utf8JsonWriter writer, long created, long modified)
    {
        writer.WriteString("created", Json.Format(new DateTime(created, DateTimeKind.Utc)));
        writer.WriteString("modified", Json.Format(new DateTime(modified, DateTimeKind.Utc)));
    }
}
