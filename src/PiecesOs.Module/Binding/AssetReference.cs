using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>An asset in any form in which one can be named: the object, a search result, an id, or a name; or a pattern, for several.</summary>
public sealed class AssetReference : IReference
{
    private AssetReference(object input, string? id, string? name, Asset? asset)
    {
        Input = input;
        Id = id;
        Name = name;
        Asset = asset;
    }

    /// <summary>What was given.</summary>
    public object Input { get; }

    /// <summary>The id, when it is known without asking the server.</summary>
    public string? Id { get; }

    /// <summary>The name or pattern to look up if there is no id; with an id, the name if it is known.</summary>
    public string? Name { get; }

    /// <summary>The asset itself, when it was given.</summary>
    public Asset? Asset { get; }

    /// <summary>Whether it may stand for several assets: there is only a name, with wildcards in it.</summary>
    public bool IsPattern => Id is null && !new NamePattern(Name!).IsLiteral;

    /// <summary>Understands an object, an id or a name.</summary>
    /// <exception cref="InvalidCastException">The input is something else.</exception>
    public static AssetReference From(object? input)
    {
        var value = InputObject.Unwrap(input);
        return value switch
        {
            AssetReference reference => reference,
            Asset asset => ById(asset, asset.Id, asset),
            SearchedAsset found => ById(found, found.Id, found.Asset),
            AssetIdentifier identifier => ById(identifier, identifier.Id, asset: null),
            INamesAsset item => ById(item, item.AssetId, item.Asset),
            StreamedIdentifier change => ById(change, change.AssetId, asset: null),
            AssetFormat format => ById(format, format.AssetId, asset: null),
            Share share => ById(share, share.AssetId, asset: null),
            Guid id => ById(id, id.ToString("D"), asset: null),
            string { Length: > 0 } text => InputObject.AsId(text) is { } id
                ? ById(text, id, asset: null)
                : new AssetReference(text, id: null, text, asset: null),
            _ when InputObject.PropertyOf(input, "AssetId", "Id") is { } id => ById(input!, id, asset: null),
            _ when InputObject.ValueOf(input, "Asset", "Name") is { } inner => From(inner),
            _ => ById(input!, id: null, asset: null),
        };
    }

    /// <summary>An asset of which only that much is kept.</summary>
    internal static AssetReference Known(string id, string? name) => new(id, id, name, asset: null);

    /// <summary>The name and the id, as far as they are known, for questions to the user.</summary>
    public override string ToString()
    {
        var name = Asset?.Name ?? (Input as SearchedAsset)?.Name ?? Name;
        return (name, Id) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => $"{DisplayText.Safe(name)} ({Id})",
            ({ Length: > 0 }, _) => DisplayText.Safe(name),
            _ => Id ?? string.Empty,
        };
    }

    private static AssetReference ById(object input, string? id, Asset? asset) => id is { Length: > 0 }
        ? new AssetReference(input, id, name: null, asset)
        : throw new InvalidCastException(BindingMessages.NotAnAsset(input));
}

/// <summary>Lets a parameter take assets in any form; see <see cref="AssetReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AssetReferenceTransformationAttribute() : EachTransformationAttribute<AssetReference>(AssetReference.From);
