using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Service;

/// <summary>Writes the <c>user</c> member: omitted while no one is signed in, without <c>allocation</c> if there is no cloud.</summary>
internal static class UserProfile
{
    private const string Pending = "PENDING";
    private const string Running = "RUNNING";
    private const string Failed = "FAILED";

    private static readonly DateTime Created = new(2025, 1, 1, 9, 0, 0, DateTimeKind.Utc);

    public static void Write(Utf8JsonWriter writer, PiecesState state)
    {
        if (!state.IsSignedIn)
            return;
        writer.WritePropertyName("user");
        WriteProfile(writer, state);
    }

    /// <summary>The profile itself; there must be a user.</summary>
    public static void WriteProfile(Utf8JsonWriter writer, PiecesState state)
    {
        writer.WriteStartObject();
        if (state.Options.UserEmail is { } email)
            writer.WriteString("email", email);
        writer.Timestamp("created", Created);
        writer.Timestamp("updated", Created);
        writer.WriteString("id", state.UserId);
        writer.WriteString("name", state.Options.UserName);
        writer.WriteStartObject("aesthetics");
        writer.WriteObject("theme", () => writer.WriteBoolean("dark", true));
        writer.WriteObject("font", () => writer.WriteNumber("size", 14));
        writer.WriteEndObject();
        if (state.Account != AccountState.NoCloud)
            WriteAllocation(writer, state);
        if (state.GitHub)
            WriteProviders(writer);
        writer.WriteStartArray("apiKeys");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAllocation(Utf8JsonWriter writer, PiecesState state)
    {
        var cloud = state.Account switch { AccountState.CloudPending => Pending, AccountState.CloudFailed => Failed, _ => Running };
        var links = state.Account == AccountState.LinksFailed ? Failed : cloud;
        writer.WriteStartObject("allocation");
        writer.WriteString("id", state.UserId);
        writer.WriteString("user", state.UserId);
        writer.WriteStartObject("urls");
        WriteUrl(writer, "base", cloud, state.Origin);
        WriteUrl(writer, "id", links, state.Origin);
        WriteUrl(writer, "vanity", links, state.Origin);
        writer.WriteEndObject();
        writer.WriteObject("status", () => writer.WriteString("cloud", cloud));
        writer.WriteString("project", "sandbox");
        writer.Timestamp("updated", Created);
        writer.WriteEndObject();
    }

    private static void WriteUrl(Utf8JsonWriter writer, string name, string status, string url)
    {
        writer.WriteStartObject(name);
        writer.WriteString("status", status);
        writer.WriteString("url", url);
        writer.WriteEndObject();
    }

    private static void WriteProviders(Utf8JsonWriter writer) => writer.List("providers", ["github"], type =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("user_id", "sandbox");
        writer.Timestamp("created", Created);
        writer.Timestamp("updated", Created);
        writer.WriteEndObject();
    });
}
