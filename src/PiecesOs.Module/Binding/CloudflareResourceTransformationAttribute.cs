namespace PiecesOs.Module;

/// <summary>Lets a parameter take things to share in any form; see <see cref="CloudflareResourceInput"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareResourceTransformationAttribute() : EachTransformationAttribute<CloudflareResourceInput>(CloudflareResourceInput.From);
