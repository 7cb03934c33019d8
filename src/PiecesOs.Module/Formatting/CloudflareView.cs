using System.ComponentModel;

namespace PiecesOs.Module;

/// <summary>The cells of the views of Cloudflare objects, as the format file calls them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CloudflareView
{
    /// <summary>
    /// A status. One that says that a share, recipient or resource is gone is marked: Cloudflare lists what was removed for good,
    /// and it is easily taken for something that is still shared.
    /// </summary>
    public static string Status(string? status)
    {
        var text = DisplayText.Safe(status);
        return CloudflareStatus.Is(status, CloudflareStatus.Deleted) || CloudflareStatus.Is(status, CloudflareStatus.Disassociated)
            ? ViewColor.Apply($"{text} (record)", "BrightBlack")
            : text;
    }
}
