using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A Cloudflare share, specified as an object, an ID, or a row with a ShareId, Id or ShareName column.</summary>
public sealed class CloudflareShareReference
{
    private CloudflareShareReference(object input, string? id, string? accountId, string? name) =>
        (Input, Id, AccountId, Name) = (input, id, accountId, name);

    /// <summary>The user's input.</summary>
    public object Input { get; }

    /// <summary>The ID of the share; <see langword="null"/> if it must be found by its name.</summary>
    public string? Id { get; }

    /// <summary>The account that the share was requested from, if known.</summary>
    public string? AccountId { get; }

    /// <summary>The name, if known.</summary>
    public string? Name { get; }

    /// <summary>Converts an object or an ID.</summary>
    /// <exception cref="InvalidCastException">It is neither.</exception>
    public static CloudflareShareReference From(object? input) => InputObject.Unwrap(input) switch
    {
        CloudflareShareReference reference => reference,
        CloudflareShare { Id: { Length: > 0 } id } share => new CloudflareShareReference(share, id, share.PathAccountId, share.Name),
        _ when CloudflareInput.IdOf(input) is { } id => new CloudflareShareReference(id, id, accountId: null, name: null),
        _ when CloudflareInput.KindOf(input) is null or nameof(CloudflareShare) && InputObject.PropertyOf(input, "ShareId", "Id") is { } id =>
            new CloudflareShareReference(input!, id, InputObject.PropertyOf(input, "PathAccountId", "AccountId"), InputObject.PropertyOf(input, "Name")),
        _ when CloudflareInput.KindOf(input) is null && InputObject.PropertyOf(input, "ShareName") is { } name =>
            new CloudflareShareReference(input!, id: null, InputObject.PropertyOf(input, "AccountId"), name),
        _ => throw CloudflareCmdletErrors.NotAShare(input),
    };

    /// <summary>Converts an object or an ID, or the recipient of a share, which contains the share and its account.</summary>
    /// <exception cref="InvalidCastException">It is none of these.</exception>
    internal static CloudflareShareReference FromShareOrRecipient(object? input) => InputObject.Unwrap(input) switch
    {
        CloudflareShareRecipient { ShareId: { Length: > 0 } id } recipient => new CloudflareShareReference(recipient, id, recipient.AccountId, name: null),
        _ when CloudflareInput.KindOf(input) == nameof(CloudflareShareRecipient) && InputObject.PropertyOf(input, "ShareId") is { } id =>
            new CloudflareShareReference(input!, id, InputObject.PropertyOf(input, "AccountId"), name: null),
        _ => From(input),
    };

    /// <summary>The name and the ID, for confirmation prompts.</summary>
    public override string ToString() => DisplayText.Safe((Name, Id) switch
    {
        ({ Length: > 0 }, not null) => $"{Name} ({Id})",
        _ => Id ?? Name ?? string.Empty,
    });
}

/// <summary>Converts arguments to <see cref="CloudflareShareReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareShareTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter accepts one share only.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether a recipient stands for the share that it belongs to.</summary>
    public bool AcceptsRecipient { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IsSingle
        ? CloudflareInput.Convert(inputData, CloudflareShareReference.From)
        : CloudflareInput.ConvertAll<CloudflareShareReference>(inputData, AcceptsRecipient ? CloudflareShareReference.FromShareOrRecipient : CloudflareShareReference.From);
}
