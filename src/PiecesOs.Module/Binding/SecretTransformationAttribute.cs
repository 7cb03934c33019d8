namespace PiecesOs.Module;

/// <summary>
/// Accepts a secret only in a form that keeps it secret. The error message of the PowerShell engine would contain the plain text;
/// this one does not.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter type is <see cref="CloudflareApiKey"/> instead of SecureString.</summary>
    public bool IsApiKey { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            var key = CloudflareApiKey.From(inputData);
            return IsApiKey ? key : key.Key;
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
