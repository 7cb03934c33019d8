using System.Collections;

namespace PiecesOs.Module;

/// <summary>Lets a parameter take recipients, or resources, in any form; see <see cref="CloudflareItemReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareItemTransformationAttribute(Type kind) : ArgumentTransformationAttribute
{
    /// <summary>The type of the objects.</summary>
    public Type Kind { get; } = kind;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return InputObject.Unwrap(inputData) is IList list
                ? list.Cast<object?>().Select(item => CloudflareItemReference.From(item, Kind)).ToArray()
                : new[] { CloudflareItemReference.From(inputData, Kind) };
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, new PSInvalidCastException(e.Message));
        }
    }
}
