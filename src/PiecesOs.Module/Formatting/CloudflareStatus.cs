using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>The statuses of shares, recipients, and resources.</summary>
internal static class CloudflareStatus
{
    public const string Active = "active";
    public const string Associated = "associated";
    public const string Deleted = "deleted";
    public const string Disassociated = "disassociated";

    public static bool Is(string? status, string expected) => string.Equals(status, expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the recipient has lost the share or is about to lose it.</summary>
    public static bool IsLeaving(CloudflareShareRecipient recipient) => IsLeaving(recipient.AssociationStatus);

    /// <summary>Whether an object with this status was removed or is being removed. Cloudflare keeps it as a record.</summary>
    public static bool IsLeaving(string? status) =>
        status is not null
        && (status.StartsWith("disassociat", StringComparison.OrdinalIgnoreCase) || status.StartsWith("delet", StringComparison.OrdinalIgnoreCase));
}
