using System.Diagnostics;

namespace CloudflareSharing.Client;

/// <summary>
/// How the client proves who it is. The secret goes in and comes out only as a header of a request: no property,
/// <see cref="ToString"/>, debugger display or exception shows it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class CloudflareCredential
{
    private protected CloudflareCredential()
    {
    }

    /// <summary>The email address of an account key, which is no secret; <see langword="null"/> for an API token.</summary>
    public virtual string? Email => null;

    /// <summary>An API token, sent as <c>Authorization: Bearer</c>.</summary>
    /// <param name="token">The token; white space around it does not count.</param>
    /// <exception cref="ArgumentException">It is empty or contains white space, control or non-ASCII characters. The message does not show it.</exception>
    public static CloudflareCredential FromApiToken(string token) => new ApiTokenCredential(Check(token, nameof(token)));

    /// <summary>An account's email address and its global API key, sent as <c>X-Auth-Email</c> and <c>X-Auth-Key</c>.</summary>
    /// <param name="email">The email address.</param>
    /// <param name="key">The key; white space around it does not count.</param>
    /// <exception cref="ArgumentException">One is empty or contains white space, control or non-ASCII characters. The message does not show it.</exception>
    public static CloudflareCredential FromApiKey(string email, string key) =>
        new ApiKeyCredential(Check(email, nameof(email)), Check(key, nameof(key)));

    /// <summary>What kind of credential it is; never the secret.</summary>
    public abstract override string ToString();

    /// <summary>The headers of every request.</summary>
    internal abstract IReadOnlyDictionary<string, string> CreateHeaders();

    private static string Check(string value, string parameterName)
    {
        var trimmed = value?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            throw new ArgumentException($"The {parameterName} is empty.", parameterName);
        foreach (var character in trimmed!)
        {
            if (character is <= ' ' or >= '\x7F')
                throw new ArgumentException($"The {parameterName} contains white space, control or non-ASCII characters.", parameterName);
        }

        return trimmed;
    }

    /// <summary>An API token.</summary>
    private sealed class ApiTokenCredential : CloudflareCredential
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        private readonly string _token;

        public ApiTokenCredential(string token) => _token = token;

        public override string ToString() => "API token";

        internal override IReadOnlyDictionary<string, string> CreateHeaders() =>
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer " + _token };
    }

    /// <summary>An account's email address and its global API key.</summary>
    private sealed class ApiKeyCredential : CloudflareCredential
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
}
