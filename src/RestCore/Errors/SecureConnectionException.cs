namespace RestCore;

/// <summary>No secure connection could be made: the certificate is not trusted, or the server does not speak TLS. Nothing was sent.</summary>
public sealed class SecureConnectionException : RestException
{
    /// <summary>Names the address and what is wrong with the connection.</summary>
    public SecureConnectionException(RestOperation operation, Uri address, Exception innerException)
        : base(operation, $"A secure connection to {address} failed: {ReasonIn(innerException)}", innerException) =>
        Address = address;

    /// <summary>The address that was tried.</summary>
    public Uri Address { get; }

    /// <summary>The message of the TLS layer, which names the problem of the certificate; the exceptions around it do not.</summary>
    private static string ReasonIn(Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is System.Security.Authentication.AuthenticationException)
                return inner.Message;
        }

        return fault.GetBaseException().Message;
    }
}
