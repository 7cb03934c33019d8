using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Accepts strings, and rows with a Text column. PowerShell would convert other objects to their type names. For a file or a draft,
/// it throws the exception that makes PowerShell try the other parameters.
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
