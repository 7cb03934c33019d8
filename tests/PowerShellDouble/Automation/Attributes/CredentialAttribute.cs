namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class CredentialAttribute : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => false;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObject.Base(inputData) switch
    {
        PSCredential credential => credential,
        string => throw new ArgumentTransformationMetadataException("The engine would prompt for a password here; give a PSCredential."),
        _ => inputData,
    };
}
