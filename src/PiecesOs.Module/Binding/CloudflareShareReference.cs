using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A Cloudflare share in any form in which one can be named: the object, an id, or a row with a column ShareId or Id.</summary>
public sealed class CloudflareShareReference
{
    private CloudflareShareReference(object input, string id, string? accountId, string? name)
    {
        Input = input;
        Id = id;
        AccountId = accountId;
        Name = name;
    }

    /// <summary>What was given.</summary>
    public object Input { get; }

    /// <summary>The id of the share.</summary>
    public string Id { get; }

    /// <summary>The account it was got from, if that is known.</summary>
    public string? AccountId { get; }

    /// <summary>Its name, if that is known.</summary>
    public string? Name { get; }

    /// <summary>Understands an object or an id.</summary>
    /// <exception cref="InvalidCastException">It is neither.</exception>
    public static CloudflareShareReference From(object? input) => InputObject.Unwrap(input) switch
    {
        CloudflareShareReference reference => reference,
        CloudflareShare { Id: { Length: > 0 } id } share => new CloudflareShareReference(share, id, share.PathAccountId, share.Name),
        _ when CloudflareInput.IdOf(input) is { } id => new CloudflareShareReference(InputObject.Unwrap(input)!, id, accountId: null, name: null),
        _ when CloudflareInput.KindOf(input) is null or nameof(CloudflareShare) && InputObject.PropertyOf(input, "ShareId", "Id") is { } id =>
            new CloudflareShareReference(input!, id, InputObject.PropertyOf(input, "PathAccountId", "AccountId"), InputObject.PropertyOf(input, "Name")),
        _ => throw new InvalidCastException($"'{DisplayText.Of(input ?? "null")}' is no Cloudflare share: give a share or its id."),
    };

    /// <summary>Name and id, for questions to the user.</summary>
    public override string ToString() => DisplayText.Safe(Name is { Length: > 0 } ? $"{Name} ({Id})" : Id);
}
