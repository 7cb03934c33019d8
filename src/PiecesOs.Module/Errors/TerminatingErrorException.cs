namespace PiecesOs.Module;

/// <summary>Carries an error that ends the whole pipeline from the worker to the pipeline thread.</summary>
internal sealed class TerminatingErrorException(ErrorRecord errorRecord) : Exception(errorRecord.Exception?.Message, errorRecord.Exception)
{
    public ErrorRecord ErrorRecord { get; } = errorRecord;
}
