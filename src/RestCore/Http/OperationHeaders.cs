namespace RestCore.Http;

/// <summary>The headers that the interfaces of the clients use.</summary>
public static class OperationHeaders
{
    /// <summary>For an operation whose response is JSON.</summary>
    public const string AcceptJson = "Accept: application/json, text/plain;q=0.5";

    /// <summary>For an operation whose response is text.</summary>
    public const string AcceptText = "Accept: text/plain, */*;q=0.5";

    /// <summary>For an operation that changes nothing although its method is not GET. It is not sent.</summary>
    public const string Safe = SafeName + ": true";

    /// <summary>For an operation that names a resource in its body and not in its path. It is not sent.</summary>
    public const string NamesResource = NamesResourceName + ": true";

    internal const string SafeName = "RestCore-Safe";

    internal const string NamesResourceName = "RestCore-NamesResource";
}
