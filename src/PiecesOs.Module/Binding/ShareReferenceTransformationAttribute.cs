namespace PiecesOs.Module;

/// <summary>Lets a parameter take shares in any form; see <see cref="ShareReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShareReferenceTransformationAttribute() : EachTransformationAttribute<ShareReference>(ShareReference.From);
