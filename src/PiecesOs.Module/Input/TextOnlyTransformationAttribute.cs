using System;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>Keeps PowerShell from turning any object into text by its name alone, which would save nonsense.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextOnlyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => InputObject.Unwrap(inputData) switch
    {
        null => null,
        string text => text,
        var other => throw new ArgumentTransformationMetadataException(
            $"A {other.GetType().Name} is no text. Give a string, such as the output of Out-String, or a file with -Path."),
    };
}
