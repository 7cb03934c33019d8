using System;
using System.Text.Json;
using PiecesOs.Sandbox.Hosting;
using PiecesOs.Sandbox.Http;

namespace PiecesOs.Sandbox.Service;

/// <summary>Writes the <c>user</c> member: null signed out, without <c>allocation</c> when there is no cloud.</summary>
internal static class UserProfile
{
    private static readonly DateTime Created = new(2025, 1, 1, 9, 0, 0, DateTimeKind.Utc);

    public static void Write(Utf8JsonWriter writer, ServerState state)
    {
        if (state.Account == AccountKind.SignedOut)
        {
            writer.WriteNull("user");
            return;
        }

        writer.WriteStartObject("user");
        writer.Nulls("schema", "picture");
        writer.WriteString("email", "sandbox@example.com");
        writer.Timestamp("created", Created);
        writer.Timestamp("updated", Created);
        writer.WriteString("username", "sandbox");
        writer.WriteString("id", state.UserId);
        writer.WriteString("name", "Sandbox User");
        writer.WriteStartObject("aesthetics");
        writer.WriteNull("schema");
        writer.WriteStartObject("theme");
        writer.WriteNull("schema");
        writer.WriteBoolean("dark", true);
        writer.WriteEndObject();
        writer.WriteStartObject("font");
        writer.WriteNull("schema");
        writer.WriteNumber("size", 14);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteNull("vanityname");
        WriteAllocation(writer, state);
        WriteProviders(writer, state);
        writer.WriteNull("auth0");
        writer.WriteEndObject();
    }

    private static void WriteAllocation(Utf8JsonWriter writer, ServerState state)
    {
        if (state.Account == AccountKind.NoCloud)
        {
            writer.WriteNull("allocation");
            return;
        }

        writer.WriteStartObject("allocation");
        writer.WriteNull("schema");
        writer.WriteString("id", state.UserId);
        writer.WriteString("user", state.UserId);
        writer.WriteStartObject("urls");
        writer.WriteNull("schema");
        WriteUrl(writer, "base", state.Origin);
        WriteUrl(writer, "id", state.Origin);
        writer.WriteNull("vanity");
        writer.WriteEndObject();
        writer.WriteStartObject("status");
        writer.WriteNull("schema");
        writer.WriteString("cloud", "SUCCEEDED");
        writer.WriteEndObject();
        writer.WriteString("project", "sandbox");
        writer.Timestamp("updated", Created);
        writer.Nulls("version", "region");
        writer.WriteEndObject();
    }

    private static void WriteUrl(Utf8JsonWriter writer, string name, string url)
    {
        writer.WriteStartObject(name);
        writer.WriteNull("schema");
        writer.WriteString("status", "SUCCEEDED");
        writer.WriteString("url", url);
        writer.WriteEndObject();
    }

    private static void WriteProviders(Utf8JsonWriter writer, ServerState state)
    {
        if (!state.GitHub)
        {
            writer.WriteNull("providers");
            return;
        }

        writer.List("providers", ["github"], type =>
        {
            writer.WriteStartObject();
            writer.WriteNull("schema");
            writer.WriteString("type", type);
            writer.WriteString("user_id", "sandbox");
            writer.Nulls("access_token", "expires_in");
            writer.Timestamp("created", Created);
            writer.Timestamp("updated", Created);
            writer.Nulls("profileData", "connection", "isSocial");
            writer.WriteEndObject();
        });
    }
}
