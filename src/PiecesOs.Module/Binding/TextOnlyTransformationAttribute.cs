using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Accepts strings, and rows with a Text column. PowerShell would convert anything else to the name of its type. A file or a
/// draft is refused with the exception after which the engine tries the other parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextOnlyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputObject.Unwrap(inputData);
        if (value is null or string)
            return value;
        if (InputObject.PropertyOf(value, "Text") is { } text)
            return text;

        var problem = BindingMessages.NotText(value);
        throw value is FileSystemInfo or Seed || InputObject.AsDeserializedFile(inputData) is not null
            ? new ArgumentTransformationMetadataException(problem, new PSInvalidCastException(problem))
            : new ArgumentTransformationMetadataException(problem);
    }
}
