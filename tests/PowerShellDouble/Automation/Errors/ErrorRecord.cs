namespace System.Management.Automation;

public class ErrorRecord
{
    private readonly string _errorId;

    public ErrorRecord(Exception exception, string errorId, ErrorCategory errorCategory, object? targetObject)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Exception = exception;
        _errorId = errorId ?? "";
        TargetObject = targetObject;
        CategoryInfo = new ErrorCategoryInfo(this, errorCategory);
    }

    public ErrorRecord(ErrorRecord errorRecord, Exception? replaceParentContainsErrorRecordException)
    {
        ArgumentNullException.ThrowIfNull(errorRecord);
        Exception = replaceParentContainsErrorRecordException ?? errorRecord.Exception;
        _errorId = errorRecord._errorId;
        TargetObject = errorRecord.TargetObject;
        CategoryInfo = new ErrorCategoryInfo(this, errorRecord.CategoryInfo.Category);
        ErrorDetails = errorRecord.ErrorDetails;
        InvocationInfo = errorRecord.InvocationInfo;
    }

    public Exception Exception { get; }

    public object? TargetObject { get; private set; }

    public ErrorCategoryInfo CategoryInfo { get; }

    public ErrorDetails? ErrorDetails { get; set; }

    public InvocationInfo? InvocationInfo { get; private set; }

    public string FullyQualifiedErrorId
    {
        get
        {
            var command = (InvocationInfo?.MyCommand as CmdletInfo)?.ImplementingType.FullName ?? "";
            return _errorId.Length > 0 && command.Length > 0 ? _errorId + "," + command : _errorId + command;
        }
    }

    public override string ToString() =>
        string.IsNullOrEmpty(ErrorDetails?.Message) ? Exception.Message : ErrorDetails.Message;

    internal void SetInvocationInfo(InvocationInfo invocation) => InvocationInfo = invocation;

    internal void SetTargetObject(object? target) => TargetObject = target;
}
