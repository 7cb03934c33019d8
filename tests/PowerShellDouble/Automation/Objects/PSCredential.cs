using System.Net;
using System.Security;

namespace System.Management.Automation;

public sealed class PSCredential
{
    public PSCredential(string userName, SecureString password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        UserName = userName;
        Password = password;
    }

    private PSCredential()
    {
    }

    public static PSCredential Empty { get; } = new();

    public string UserName { get; } = "";

    public SecureString Password { get; } = new();

    public static explicit operator NetworkCredential(PSCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return credential.GetNetworkCredential();
    }

    public NetworkCredential GetNetworkCredential()
    {
        var at = UserName.IndexOf('\\', StringComparison.Ordinal);
        return at > 0
            ? new NetworkCredential(UserName[(at + 1)..], Password, UserName[..at])
            : new NetworkCredential(UserName, Password);
    }
}
