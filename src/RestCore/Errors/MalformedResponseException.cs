namespace RestCore;

/// <summary>The response does not have the form that the operation promises, or it breaks off.</summary>
public sealed class MalformedResponseException : RestException
{
    private readonly string _problem;

    /// <summary>Names the operation and the place.</summary>
    public MalformedResponseException(RestOperation operation, long byteOffset, string problem, Exception? innerException = null)
        : base(operation, string.Empty, innerException)
    {
        ByteOffset = byteOffset;
        _problem = VisibleText.Of(problem);
    }

    /// <summary>Where in the (decompressed) body, counted from 0.</summary>
    public long ByteOffset { get; }

    /// <summary>The address of the request, where it is known.</summary>
    public Uri? Address => FailedOperation.Address;

    /// <summary>Names the operation, the address without its query, the place and the problem.</summary>
    public override string Message
    {
        get
        {
            var sender = Address is null ? string.Empty : " from " + Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
            return FormattableString.Invariant($"The response to {Operation}{sender} is malformed at byte {ByteOffset}: {_problem}.");
        }
    }
}
