namespace System.Management.Automation;

public class PSNotSupportedException : NotSupportedException, IContainsErrorRecord
{
    public PSNotSupportedException()
    {
    }

    public PSNotSupportedException(string message)
        : base(message)
    {
    }

    public PSNotSupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ErrorRecord ErrorRecord => new(this, "NotSupported", ErrorCategory.NotImplemented, targetObject: null);
}
