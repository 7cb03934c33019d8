namespace System.Management.Automation;

public class ParameterBindingException : RuntimeException
{
    private readonly ErrorRecord? _errorRecord;

    public ParameterBindingException()
    {
    }

    public ParameterBindingException(string message)
        : base(message)
    {
    }

    public ParameterBindingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal ParameterBindingException(string errorId, ErrorCategory category, string message, InvocationInfo invocation, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        CommandInvocation = invocation;
        _errorRecord = new ErrorRecord(this, errorId, category, targetObject: null);
        _errorRecord.SetInvocationInfo(invocation);
    }

    public string ErrorId { get; } = "";

    public string ParameterName { get; internal init; } = "";

    public Type? ParameterType { get; internal init; }

    public Type? TypeSpecified { get; internal init; }

    public InvocationInfo? CommandInvocation { get; }

    public override ErrorRecord ErrorRecord => _errorRecord ?? base.ErrorRecord;
}
