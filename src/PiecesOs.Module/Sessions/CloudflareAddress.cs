namespace PiecesOs.Module;

/// <summary>Looks at an address before a secret is sent there.</summary>
internal static class CloudflareAddress
{
    /// <summary>The address that <c>CLOUDFLARE_BASE_URL</c> names, if it names one.</summary>
    public static Uri? From(CloudflareEnvironment environment)
    {
        if (environment.BaseUrl is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : throw NoAddress(text);
    }

    /// <summary>The address itself.</summary>
    /// <exception cref="InputException">It is no web address, or the secret would travel in the clear.</exception>
    public static Uri Check(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
            throw NoAddress(uri.IsAbsoluteUri ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : uri.OriginalString);
        return uri.Scheme == "https" || uri.IsLoopback ? uri : throw new InputException(
            "InsecureAddress", ErrorCategory.SecurityError, $"'{DisplayText.Of(uri)}' is not encrypted: your token or key could be read on the way.")
        {
            RecommendedAction = "Give an https address. Plain http is for a server on this machine, such as the sandbox.",
        };
    }

    private static InputException NoAddress(string text) => new(
        "InvalidAddress", ErrorCategory.InvalidArgument, $"'{DisplayText.Of(text)}' is not an http or https address without a user name.")
    {
        RecommendedAction = "Give a whole address with -BaseUri or the variable CLOUDFLARE_BASE_URL, such as https://api.cloudflare.com/client/v4.",
    };
}
