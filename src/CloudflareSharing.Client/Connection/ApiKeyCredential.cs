using System.Diagnostics;

namespace CloudflareSharing.Client;

/// <summary>An account's e-mail address and its global API key.</summary>
internal sealed class ApiKeyCredential : CloudflareCredential
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _key;

    public ApiKeyCredential(string email, string key)
    {
        Email = email;
        _key = key;
    }

    public override string Email { get; }

    public override string ToString() => "API key of " + Email;

    internal override IReadOnlyDictionary<string, string> CreateHeaders() =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Auth-Email"] = Email, ["X-Auth-Key"] = _key };
}
