using System.Security;

namespace PiecesOs.Module;

/// <summary>A global API key, with its email address if it was specified as a credential.</summary>
public sealed class CloudflareApiKey
{
    private CloudflareApiKey(SecureString key, string? email) => (Key, Email) = (key, email);

    /// <summary>The user name of the credential, if any.</summary>
    public string? Email { get; }

    internal SecureString Key { get; }

    /// <summary>Converts a SecureString or a credential.</summary>
    /// <exception cref="InvalidCastException">It is neither. The message does not show it.</exception>
    internal static CloudflareApiKey From(object? input) => InputObject.Unwrap(input) switch
    {
        CloudflareApiKey key => key,
        PSCredential credential => new CloudflareApiKey(credential.Password, credential.UserName),
        SecureString key => new CloudflareApiKey(key, email: null),
        _ => throw CloudflareCmdletErrors.PlainTextSecret(),
    };

    /// <summary>Never the key.</summary>
    public override string ToString() => "API key";
}

/// <summary>Accepts a secret only as a SecureString or a credential. PowerShell's own error would repeat plain text; this one does not.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter is a <see cref="CloudflareApiKey"/> instead of a SecureString.</summary>
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
