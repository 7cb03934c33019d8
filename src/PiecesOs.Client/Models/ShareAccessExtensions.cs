namespace PiecesOs.Client;

/// <summary>The wire form of <see cref="ShareAccess"/>.</summary>
public static class ShareAccessExtensions
{
    /// <summary>PUBLIC or PRIVATE.</summary>
    public static string ToWireName(this ShareAccess access) => access == ShareAccess.Private ? "PRIVATE" : "PUBLIC";
}
