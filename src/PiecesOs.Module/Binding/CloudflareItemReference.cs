using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A recipient or a resource of a share: the object, which knows its share and account, or an id, which does not.</summary>
public sealed class CloudflareItemReference
{
    private CloudflareItemReference(object input, string id, string? shareId, string? accountId)
    {
        Input = input;
        Id = id;
        ShareId = shareId;
        AccountId = accountId;
    }

    /// <summary>What was given.</summary>
    public object Input { get; }

    /// <summary>The id of the recipient, or of the resource as an entry of the share.</summary>
    public string Id { get; }

    /// <summary>The share, if that is known.</summary>
    public string? ShareId { get; }

    /// <summary>The account it was got from, if that is known.</summary>
    public string? AccountId { get; }

    /// <summary>Understands an object of one kind, or an id.</summary>
    /// <param name="input">What was given.</param>
    /// <param name="kind">The type of the object.</param>
    /// <exception cref="InvalidCastException">It is neither.</exception>
    public static CloudflareItemReference From(object? input, Type kind)
    {
        if (kind is null)
            throw new ArgumentNullException(nameof(kind));
        var idColumn = kind == typeof(CloudflareShareRecipient) ? "RecipientId" : "ShareResourceId";
        return InputObject.Unwrap(input) switch
        {
            CloudflareItemReference reference => reference,
            CloudflareShareRecipient { Id: { Length: > 0 } id } one when kind == typeof(CloudflareShareRecipient) =>
                new CloudflareItemReference(one, id, one.ShareId, one.AccountId),
            CloudflareShareResource { Id: { Length: > 0 } id } one when kind == typeof(CloudflareShareResource) =>
                new CloudflareItemReference(one, id, one.ShareId, one.AccountId),
            _ when CloudflareInput.IdOf(input) is { } id => new CloudflareItemReference(InputObject.Unwrap(input)!, id, shareId: null, accountId: null),
            _ when (CloudflareInput.KindOf(input) ?? kind.Name) == kind.Name && InputObject.PropertyOf(input, idColumn, "Id") is { } id =>
                new CloudflareItemReference(input!, id, InputObject.PropertyOf(input, "ShareId"), InputObject.PropertyOf(input, "AccountId")),
            _ => throw new InvalidCastException($"'{DisplayText.Of(input ?? "null")}' is no {kind.Name}: give the object or its id."),
        };
    }

    /// <summary>What it is and its id, for questions to the user.</summary>
    public override string ToString() => Input switch
    {
        CloudflareShareRecipient { RecipientAccountId: { } account } => DisplayText.Safe($"{account} ({Id})"),
        CloudflareShareResource { ResourceId: not null } resource => DisplayText.Safe($"{resource} ({Id})"),
        _ => DisplayText.Safe(Id),
    };
}
