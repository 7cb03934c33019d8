namespace PiecesOs.Module;

/// <summary>
/// Work for one input that runs beside the pipeline. A job holds everything it needs and no cmdlet: by the time it runs, the
/// cmdlet's parameters may have been bound to the next input.
/// </summary>
internal interface IPipelineJob
{
    /// <summary>Does the work. An exception becomes an error for the input.</summary>
    /// <param name="emit">Emits an object. Objects come out in the order of the inputs.</param>
    /// <param name="cancellationToken">Canceled when the pipeline ends.</param>
    Task RunAsync(Action<object?> emit, CancellationToken cancellationToken);
}
