using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>Lets a parameter take shares in any form; see <see cref="ShareReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShareReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return InputObject.Unwrap(inputData) is IList list
                ? list.Cast<object?>().Select(ShareReference.From).ToArray()
                : new[] { ShareReference.From(inputData) };
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
