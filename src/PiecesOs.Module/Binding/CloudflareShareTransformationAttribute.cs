using System.Collections;

namespace PiecesOs.Module;

/// <summary>
/// Lets a parameter take shares in any form; see <see cref="CloudflareShareReference"/>. What is no share is declined in the
/// one way after which the engine tries the other parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareShareTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes one share only.</summary>
    public bool IsSingle { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            if (IsSingle)
                return CloudflareShareReference.From(inputData);
            return InputObject.Unwrap(inputData) is IList list
                ? list.Cast<object?>().Select(CloudflareShareReference.From).ToArray()
                : new[] { CloudflareShareReference.From(inputData) };
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, new PSInvalidCastException(e.Message));
        }
    }
}
