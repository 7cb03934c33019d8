using System.Management.Automation;

namespace PiecesOs.Module.Tests.Support;

/// <summary>A cmdlet whose work a test provides as a delegate, to test the base class of all cmdlets by itself.</summary>
[Cmdlet("Test", "Worker", SupportsShouldProcess = true)]
[OutputType(typeof(object))]
public sealed class WorkerCmdlet : AsyncCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public int InputObject { get; set; }

    [Parameter(Mandatory = true)]
    public Func<WorkerCmdlet, CancellationToken, Task> Process { get; set; } = static (_, _) => Task.CompletedTask;

    [Parameter]
    public Func<WorkerCmdlet, CancellationToken, Task> End { get; set; } = static (_, _) => Task.CompletedTask;

    public void Write(object? value) => WriteObject(value);

    public void Warn(string text) => WriteWarning(text);

    public Task<bool> ConfirmAsync(string target) => ShouldProcessAsync(target, "Do");

    public Task RunForInputAsync(object? target, Func<Task> work) => ForInputAsync(target, work);

    public Task RunInParallelAsync(int limit, Func<Task> work) => ForInputInParallelAsync(InputObject, limit, new Job(work));

    protected override Task ProcessAsync(CancellationToken cancellationToken) => Process(this, cancellationToken);

    protected override Task EndAsync(CancellationToken cancellationToken) => End(this, cancellationToken);

    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) =>
        new(exception, "Worker", ErrorCategory.NotSpecified, target);

    private sealed class Job(Func<Task> work) : IPipelineJob
    {
        public Task RunAsync(Action<object?> emit, CancellationToken cancellationToken) => work();
    }
}
