using System.Security;

namespace PiecesOs.Module;

/// <summary>A global API key, and the e-mail address it came with, if it came as a credential.</summary>
public sealed class CloudflareApiKey
{
    private CloudflareApiKey(SecureString key, string? email)
    {
        Key = key;
        Email = email;
    }

    /// <summary>The user name of the credential; <see langword="null"/> for a bare key.</summary>
    public string? Email { get; }

    /// <summary>The key, never in the clear.</summary>
    internal SecureString Key { get; }

    /// <summary>Understands a SecureString and a credential.</summary>
    /// <exception cref="InvalidCastException">It is neither. The message does not show it.</exception>
    internal static CloudflareApiKey From(object? input) => InputObject.Unwrap(input) switch
    {
        CloudflareApiKey key => key,
        PSCredential credential => new CloudflareApiKey(credential.Password, credential.UserName),
        SecureString key => new CloudflareApiKey(key, email: null),
        _ => throw new InvalidCastException(
            "A SecureString or a credential is wanted: from Get-Secret, Read-Host -AsSecureString or Get-Credential. Plain text would be kept in the history."),
    };

    /// <summary>Never the key.</summary>
    public override string ToString() => "API key";
}
