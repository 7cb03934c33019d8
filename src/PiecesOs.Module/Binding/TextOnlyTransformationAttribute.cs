using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Accepts strings, and rows with a Text column. PowerShell would convert other objects to their type names. For a file, a draft, bytes
/// or a number, it throws the exception that makes PowerShell try the other parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextOnlyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether a number is accepted as the text that was typed.</summary>
    public bool AllowsNumber { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputObject.Unwrap(inputData);
        if (value is null or string)
            return value;
        if (AllowsNumber && InputObject.TextOfNumber(inputData) is { } number)
            return number;
        if (InputObject.PropertyOf(value, "Text") is { } text)
            return text;

        var problem = BindingMessages.NotText(value);
        throw value is FileSystemInfo or Seed || ByteTransformationAttribute.IsBytesOrNumbers(inputData) || InputObject.FilePathOf(inputData) is not null
            ? new ArgumentTransformationMetadataException(problem, new PSInvalidCastException(problem))
            : new ArgumentTransformationMetadataException(problem);
    }
}
