namespace PiecesOs.Module;

/// <summary>Converts text to an address. PowerShell would do the same, but its error message would show a password in the address.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (((inputData as PSObject)?.BaseObject ?? inputData) is not string text)
            return inputData;
        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address)
            ? address
            : throw new ArgumentTransformationMetadataException(BindingMessages.NotAnAddress(text));
    }
}
