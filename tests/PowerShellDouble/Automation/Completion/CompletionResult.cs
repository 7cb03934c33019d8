namespace System.Management.Automation;

public class CompletionResult
{
    public CompletionResult(string completionText)
        : this(completionText, completionText, CompletionResultType.Text, completionText)
    {
    }

    public CompletionResult(string completionText, string listItemText, CompletionResultType resultType, string toolTip)
    {
        ArgumentException.ThrowIfNullOrEmpty(completionText);
        ArgumentException.ThrowIfNullOrEmpty(listItemText);
        ArgumentException.ThrowIfNullOrEmpty(toolTip);
        CompletionText = completionText;
        ListItemText = listItemText;
        ResultType = resultType;
        ToolTip = toolTip;
    }

    public string CompletionText { get; }

    public string ListItemText { get; }

    public CompletionResultType ResultType { get; }

    public string ToolTip { get; }
}
