using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Identifies an asset by any supported form: the object, a search result, an ID or a name; or several assets by a pattern.</summary>
public sealed class AssetReference : IReference
{
    private AssetReference(object input, string? id, string? name, Asset? asset)
    {
        Input = input;
        Id = id;
        Name = name;
        Asset = asset;
    }

    /// <summary>The input value.</summary>
    public object Input { get; }

    /// <summary>The ID, if it is known without a request.</summary>
    public string? Id { get; }

    /// <summary>The name or pattern to look up if there is no ID. With an ID, the name if it is known.</summary>
    public string? Name { get; }

    /// <summary>The asset itself, if it was the input.</summary>
    public Asset? Asset { get; }

    /// <summary>Whether it can match several assets: there is only a name, and it contains wildcards.</summary>
    public bool IsPattern => Id is null && !new NamePattern(Name!).IsLiteral;

    /// <summary>Converts an object, an ID or a name.</summary>
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
            _ when InputObject.TextOfNumber(input) is { } number => From(number),
            _ when InputObject.PropertyOf(input, "AssetId", "Id") is { } id => ById(input!, id, asset: null),
            _ when InputObject.ValueOf(input, "Asset", "Name") is { } inner => From(inner),
            _ => ById(input!, id: null, asset: null),
        };
    }

    /// <summary>A reference to an asset of which only the ID and possibly the name are known.</summary>
    internal static AssetReference Known(string id, string? name) => new(id, id, name, asset: null);

    /// <summary>The name and the ID, as far as they are known, for prompts.</summary>
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

/// <summary>Converts parameter values to assets in any form; see <see cref="AssetReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AssetReferenceTransformationAttribute() : EachTransformationAttribute<AssetReference>(AssetReference.From)
{
    /// <summary>Whether another parameter accepts files. They are then rejected in the way that makes PowerShell try it.</summary>
    public bool LeavesFiles { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (!LeavesFiles || !IsFile(inputData))
            return base.Transform(engineIntrinsics, inputData);
        var problem = BindingMessages.NotAnAsset(inputData);
        throw new ArgumentTransformationMetadataException(problem, new PSInvalidCastException(problem));
    }

    /// <summary>A row that identifies an asset by its ID is not a file, even if it has a path.</summary>
    private static bool IsFile(object? input) => InputObject.Unwrap(input) is FileSystemInfo
        || (InputObject.FilePathOf(input) is not null && InputObject.ValueOf(input, "AssetId", "Id", "Asset") is null);
}
