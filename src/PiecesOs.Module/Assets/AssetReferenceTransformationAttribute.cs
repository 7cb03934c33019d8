using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>Lets a parameter take assets in any form; see <see cref="AssetReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AssetReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return InputObject.Unwrap(inputData) is IList list
                ? list.Cast<object?>().Select(AssetReference.From).ToArray()
                : new[] { AssetReference.From(inputData) };
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
