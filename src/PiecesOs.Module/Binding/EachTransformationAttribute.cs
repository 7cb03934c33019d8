using System.Collections;

namespace PiecesOs.Module;

/// <summary>Converts one value or several, each in any form that <paramref name="convert"/> accepts.</summary>
/// <param name="convert">Converts one value. Throws InvalidCastException if it cannot.</param>
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
