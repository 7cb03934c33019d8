using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A difference between the wanted and the present shares of an account.</summary>
public sealed class CloudflareShareChange
{
    internal CloudflareShareChange(CloudflareShareAction action, CloudflareSharePart kind, string share, string target) =>
        (Action, Kind, Share, Target) = (action, kind, share, target);

    /// <summary>Create, Update or Remove.</summary>
    public CloudflareShareAction Action { get; }

    /// <summary>Share, Recipient, ExcludedRecipient or Resource.</summary>
    public CloudflareSharePart Kind { get; }

    /// <summary>The name of the share.</summary>
    public string Share { get; }

    /// <summary>What is created, changed or removed: the name of the share, the ID of the account, or the type and the ID of the resource.</summary>
    public string Target { get; }

    /// <summary>What the change consists of, such as the content of a new share or the metadata of a resource; may be empty.</summary>
    public string Detail { get; internal init; } = string.Empty;

    /// <summary>The ID of the share; <see langword="null"/> if it does not exist.</summary>
    public string? ShareId { get; internal set; }

    /// <summary>Whether Cloudflare has completed the change.</summary>
    public bool Applied { get; internal set; }

    /// <summary>The resource as it should be.</summary>
    internal DesiredResource? Wanted { get; init; }

    /// <summary>The resource as it is.</summary>
    internal CloudflareShareResource? Present { get; init; }

    /// <summary>The mark of the action in a plan: +, ~ or -.</summary>
    internal char Sign => Action switch
    {
        CloudflareShareAction.Create => '+',
        CloudflareShareAction.Update => '~',
        _ => '-',
    };

    /// <summary>The change as a line of a plan, such as <c>+ recipient 5c1e... (Gateway baseline)</c>.</summary>
    public override string ToString() => Kind == CloudflareSharePart.Share ? $"{Sign} share {Share}" : $"{Sign} {NameOf(Kind)} {Target} ({Share})";

    /// <summary>A part as words.</summary>
    internal static string NameOf(CloudflareSharePart part) => part switch
    {
        CloudflareSharePart.Share => "share",
        CloudflareSharePart.Recipient => "recipient",
        CloudflareSharePart.ExcludedRecipient => "excluded recipient",
        _ => "resource",
    };
}
