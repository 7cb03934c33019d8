namespace PiecesOs.Server.Cloudflare;

/// <summary>The values and limits of the API description.</summary>
internal static class AllowedValues
{
    public const int MaxIdLength = 32;
    public const int MaxTags = 20;
    public const string Account = "account";
    public const string Organization = "organization";
    public const string Sent = "sent";
    public const string Received = "received";

    public static readonly IReadOnlyList<string> Statuses = ["active", "deleting", "deleted"];
    public static readonly IReadOnlyList<string> Kinds = [Sent, Received];
    public static readonly IReadOnlyList<string> TargetTypes = [Account, Organization];
    public static readonly IReadOnlyList<string> Orders = ["name", "created"];
    public static readonly IReadOnlyList<string> Directions = ["asc", "desc"];
    public static readonly IReadOnlyList<string> Flags = ["true", "false"];

    /// <summary>Those of the API description, and an older one that still occurs.</summary>
    public static readonly IReadOnlyList<string> ResourceTypes =
    [
        "custom-ruleset", "gateway-policy", "gateway-destination-ip", "gateway-block-page-settings", "gateway-extended-email-matching",
        "idp-federation-grant", "trust-grant", "widget",
    ];
}
