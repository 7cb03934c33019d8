using RestCore.Http;

namespace RestCore;

/// <summary>The server pointed to another host, which is never followed: the request may carry secrets.</summary>
public sealed class RedirectRefusedException : RestException
{
    /// <summary>Names both addresses.</summary>
    public RedirectRefusedException(RestOperation operation, Uri from, Uri? to)
        : base(operation, $"{from} redirects to {(to is null ? "nowhere" : UserInfo.Hide(to.ToString()))}, which is not followed.") => Target = to;

    /// <summary>Where the server pointed to.</summary>
    public Uri? Target { get; }
}
