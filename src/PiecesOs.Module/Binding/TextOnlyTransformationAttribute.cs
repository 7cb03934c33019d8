using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Takes strings, and rows with a column Text. Anything else PowerShell would turn into text by its name alone, which would
/// save nonsense. A file or a draft is declined in the one way after which the engine tries the other parameters.
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

        var problem = $"A {value.GetType().Name} is no text. Give a string, such as the output of Out-String, or a file with -Path.";
        throw value is FileSystemInfo or Seed || InputObject.AsDeserializedFile(inputData) is not null
            ? new ArgumentTransformationMetadataException(problem, new PSInvalidCastException(problem))
            : new ArgumentTransformationMetadataException(problem);
    }
}
