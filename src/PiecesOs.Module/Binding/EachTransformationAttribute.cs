using System.Collections;

namespace PiecesOs.Module;

/// <summary>Lets a parameter take one thing or several, each in any form that <paramref name="convert"/> understands.</summary>
/// <param name="convert">Makes the parameter's type of one input; throws InvalidCastException where that cannot be.</param>
internal abstract class EachTransformationAttribute<T>(Func<object?, T> convert) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return InputObject.Unwrap(inputData) is IList list
                ? list.Cast<object?>().Select(convert).ToArray()
                : new[] { convert(inputData) };
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
