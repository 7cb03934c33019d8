using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A recipient, an exclusion or a resource of a share, specified as an object, which contains its share and account, or as an ID.</summary>
public sealed class CloudflareItemReference
{
    private CloudflareItemReference(object input, string id, string? shareId, string? accountId) =>
        (Input, Id, ShareId, AccountId) = (input, id, shareId, accountId);

    /// <summary>The user's input.</summary>
    public object Input { get; }

    /// <summary>The ID of the recipient or of the exclusion, or of the resource in the share.</summary>
    public string Id { get; }

    /// <summary>The share, if known.</summary>
    public string? ShareId { get; }

    /// <summary>The account that the object was requested from, if known.</summary>
    public string? AccountId { get; }

    /// <summary>Converts an object of one type, or an ID.</summary>
    /// <param name="input">The user's input.</param>
    /// <param name="kind">The type of the object.</param>
    /// <exception cref="InvalidCastException">It is neither.</exception>
    public static CloudflareItemReference From(object? input, Type kind)
    {
        if (kind is null)
            throw new ArgumentNullException(nameof(kind));
        var idColumn = kind.Name switch
        {
            nameof(CloudflareShareRecipient) => "RecipientId",
            nameof(CloudflareShareExcludedRecipient) => "ExcludedRecipientId",
            _ => "ShareResourceId",
        };
        return InputObject.Unwrap(input) switch
        {
            CloudflareItemReference reference => reference,
            CloudflareShareRecipient { Id: { Length: > 0 } id } one when kind == typeof(CloudflareShareRecipient) =>
                new CloudflareItemReference(one, id, one.ShareId, one.AccountId),
            CloudflareShareExcludedRecipient { Id: { Length: > 0 } id } one when kind == typeof(CloudflareShareExcludedRecipient) =>
                new CloudflareItemReference(one, id, one.ShareId, one.AccountId),
            CloudflareShareResource { Id: { Length: > 0 } id } one when kind == typeof(CloudflareShareResource) =>
                new CloudflareItemReference(one, id, one.ShareId, one.AccountId),
            _ when CloudflareInput.IdOf(input) is { } id => new CloudflareItemReference(id, id, shareId: null, accountId: null),
            _ when (CloudflareInput.KindOf(input) ?? kind.Name) == kind.Name && InputObject.PropertyOf(input, idColumn, "Id") is { } id =>
                new CloudflareItemReference(input!, id, InputObject.PropertyOf(input, "ShareId"), InputObject.PropertyOf(input, "AccountId")),
            _ => throw CloudflareCmdletErrors.NotA(kind, input),
        };
    }

    /// <summary>The ID of the share: the one that the user specified, or else the one of the object.</summary>
    /// <exception cref="InputException">Neither is known, or the ID is that of the share.</exception>
    internal string ShareIdFor(CloudflareShareReference? share)
    {
        var shareId = share?.Id ?? ShareId ?? throw CloudflareCmdletErrors.ShareRequired(Id);
        return string.Equals(shareId, Id, StringComparison.OrdinalIgnoreCase) ? throw CloudflareCmdletErrors.SameId(Id, "the share itself") : shareId;
    }

    /// <summary>What it is and its ID, for confirmation prompts.</summary>
    public override string ToString() => Input switch
    {
        CloudflareShareRecipient { RecipientAccountId: { } account } => DisplayText.Safe($"{account} ({Id})"),
        CloudflareShareExcludedRecipient { ExcludedAccountId: { } account } => DisplayText.Safe($"{account} ({Id})"),
        CloudflareShareResource { ResourceId: not null } resource => DisplayText.Safe($"{resource} ({Id})"),
        _ => DisplayText.Safe(Id),
    };
}

/// <summary>Converts arguments to <see cref="CloudflareItemReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareItemTransformationAttribute(Type kind) : ArgumentTransformationAttribute
{
    /// <summary>The type of the objects.</summary>
    public Type Kind { get; } = kind;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CloudflareInput.ConvertAll(inputData, item => CloudflareItemReference.From(item, Kind));
}
