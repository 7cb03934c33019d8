using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>Lets a parameter take things to share in any form; see <see cref="CloudflareResourceInput"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareResourceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return InputObject.Unwrap(inputData) is IList list
                ? list.Cast<object?>().Select(CloudflareResourceInput.From).ToArray()
                : new[] { CloudflareResourceInput.From(inputData) };
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
