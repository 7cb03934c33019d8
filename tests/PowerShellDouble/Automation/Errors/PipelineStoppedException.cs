namespace System.Management.Automation;

public class PipelineStoppedException : RuntimeException
{
    public PipelineStoppedException()
    {
    }

    public PipelineStoppedException(string message)
        : base(message)
    {
    }

    public PipelineStoppedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
