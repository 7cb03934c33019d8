using System.Diagnostics;

namespace CloudflareSharing.Client;

/// <summary>An API token.</summary>
internal sealed class ApiTokenCredential : CloudflareCredential
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _token;

    public ApiTokenCredential(string token) => _token = token;

    public override string ToString() => "API token";

    internal override IReadOnlyDictionary<string, string> CreateHeaders() =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer " + _token };
}
