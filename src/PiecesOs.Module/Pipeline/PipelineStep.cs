namespace PiecesOs.Module;

/// <summary>Something that the worker asks the pipeline thread to do.</summary>
internal readonly struct PipelineStep(Action<AsyncCmdlet, object?> action, object? argument)
{
    public void Take(AsyncCmdlet cmdlet) => action(cmdlet, argument);
}
