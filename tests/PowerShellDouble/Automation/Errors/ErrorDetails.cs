namespace System.Management.Automation;

public class ErrorDetails
{
    public ErrorDetails(string message) => Message = message;

    public string Message { get; }

    public string RecommendedAction { get; set; } = "";

    public override string ToString() => Message;
}
