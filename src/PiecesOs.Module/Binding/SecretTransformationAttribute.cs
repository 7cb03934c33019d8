namespace PiecesOs.Module;

/// <summary>
/// Takes a secret only in a form that keeps it secret. The engine's own complaint about plain text would repeat the text;
/// this one does not.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter is a <see cref="CloudflareApiKey"/> rather than a SecureString.</summary>
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
