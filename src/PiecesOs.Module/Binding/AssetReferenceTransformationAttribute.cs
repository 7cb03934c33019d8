namespace PiecesOs.Module;

/// <summary>Lets a parameter take assets in any form; see <see cref="AssetReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AssetReferenceTransformationAttribute() : EachTransformationAttribute<AssetReference>(AssetReference.From);
