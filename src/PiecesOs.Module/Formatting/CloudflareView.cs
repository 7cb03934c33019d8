using System.ComponentModel;

namespace PiecesOs.Module;

/// <summary>The cells of the Cloudflare views, called by the format file.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CloudflareView
{
    /// <summary>An action with its mark in a plan: + Create, ~ Update, - Remove. Only as text is a deserialized value its name.</summary>
    public static string Action(string? action) => action switch
    {
        "Create" => ViewColor.Apply("+ Create", "Green"),
        "Update" => ViewColor.Apply("~ Update", "Yellow"),
        "Remove" => ViewColor.Apply("- Remove", "Red"),
        _ => DisplayText.Safe(action),
    };

    /// <summary>A status. Removed objects stay listed for good, so they are marked as records.</summary>
    public static string Status(string? status)
    {
        var text = DisplayText.Safe(status);
        return CloudflareStatus.Is(status, CloudflareStatus.Deleted) || CloudflareStatus.Is(status, CloudflareStatus.Disassociated)
            ? ViewColor.Apply(text, "BrightBlack")
            : text;
    }
}
