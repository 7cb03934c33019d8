namespace PiecesOs.Module;

/// <summary>Accepts a file as a job or a remote session returns it, beside the objects of Get-Item.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FileTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => InputObject.AsDeserializedFile(inputData) ?? inputData;
}
