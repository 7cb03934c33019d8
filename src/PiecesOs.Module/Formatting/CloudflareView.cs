using System.ComponentModel;

namespace PiecesOs.Module;

/// <summary>The cells of the Cloudflare views, called by the format file.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CloudflareView
{
    /// <summary>A status. Removed objects stay listed for good, so they are marked as records.</summary>
    public static string Status(string? status)
    {
        var text = DisplayText.Safe(status);
        return CloudflareStatus.Is(status, CloudflareStatus.Deleted) || CloudflareStatus.Is(status, CloudflareStatus.Disassociated)
            ? ViewColor.Apply($"{text} (record)", "BrightBlack")
            : text;
    }
}
