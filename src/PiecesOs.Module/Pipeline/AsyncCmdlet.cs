namespace PiecesOs.Module;

/// <summary>
/// Lets a cmdlet work asynchronously. The work runs on a worker. Everything that requires the PowerShell engine (output, errors,
/// prompts) goes through a bounded queue to the pipeline thread, the only thread that can use the engine. Ctrl-C, or a downstream
/// command that stops the pipeline, cancels the worker, which is awaited before the cmdlet ends.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    /// <summary>The maximum number of steps that the worker can be ahead of the pipeline.</summary>
    private const int QueueCapacity = 64;

    private readonly CancellationTokenSource _ended = new();
    private readonly OrderedJobs _jobs = new();
    private ThrottledProgress? _progress;
    private ProgressRecord? _shownProgress;
    private StepQueue? _steps;
    private bool _cannotPrompt;

    /// <summary>Whether nothing is changed: -WhatIf, or else the preference variable.</summary>
    internal bool IsWhatIf { get; private set; }

    /// <summary>Whether the cmdlet writes debug messages.</summary>
    internal bool IsDebugging => MyInvocation.BoundParameters.ContainsKey("Debug")
        ? WouldPrompt
        : GetVariableValue("DebugPreference")?.ToString() is "Continue" or "Inquire" or "Stop" or "Break";

    /// <summary>Reports requests.</summary>
    internal RequestReporter Requests => field ??= new RequestReporter(this);

    /// <summary>Releases resources. The engine always calls it when the pipeline ends.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases resources.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _ended.Cancel();
        _jobs.WaitForAll();
        _ended.Dispose();
    }

    /// <summary>The work before the first input object.</summary>
    protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The work for one input object. An exception becomes an error for that object, and the pipeline continues.</summary>
    protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The work after the last input object.</summary>
    protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Creates the error record for an exception of the work.</summary>
    protected abstract ErrorRecord ToErrorRecord(Exception exception, object? target);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        IsWhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out var whatIf)
            ? whatIf is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
        Run(BeginAsync);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(async cancellationToken =>
    {
        await _jobs.EmitAllAsync(PostKept).ConfigureAwait(false);
        _progress?.Complete();
        await EndAsync(cancellationToken).ConfigureAwait(false);
        Requests.Complete();
        Post(static (cmdlet, _) => cmdlet.CompleteProgress(), null);
    });

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _ended.Cancel();

    /// <summary>Writes an object to the pipeline; a file as Get-Item returns it. Waits while the pipeline is behind.</summary>
    internal new void WriteObject(object? output) => Post(static (cmdlet, item) => cmdlet.BaseWriteObject(item), output);

    /// <summary>Reports a non-terminating error.</summary>
    internal new void WriteError(ErrorRecord error) => Post(static (cmdlet, item) => cmdlet.BaseWriteError((ErrorRecord)item!), error);

    /// <summary>Reports an exception as an error for an input.</summary>
    internal void WriteError(Exception exception, object? target) => WriteError(ToErrorRecord(exception, target));

    /// <summary>Writes a warning.</summary>
    internal new void WriteWarning(string text) => Post(static (cmdlet, item) => cmdlet.BaseWriteWarning((string)item!), text);

    /// <summary>Writes to the verbose stream.</summary>
    internal new void WriteVerbose(string text) => Post(static (cmdlet, item) => cmdlet.BaseWriteVerbose((string)item!), text);

    /// <summary>Shows progress; see <see cref="ThrottledProgress"/>. Parallel jobs must not call it, only their cmdlet.</summary>
    internal new void WriteProgress(ProgressRecord progress) => Post(static (cmdlet, item) => cmdlet.BaseWriteProgress((ProgressRecord)item!), progress);

    /// <summary>
    /// Shows progress immediately, even from a job whose output is waiting. The record is dropped if the queue is full.
    /// </summary>
    internal void ShowProgress(ProgressRecord progress) =>
        _steps?.TryAdd(new PipelineStep(static (cmdlet, item) => cmdlet.BaseWriteProgress((ProgressRecord)item!), progress));

    /// <summary>Writes to the debug stream.</summary>
    internal new void WriteDebug(string text) => Post(static (cmdlet, item) => cmdlet.BaseWriteDebug((string)item!), text);

    /// <summary>Supports -WhatIf and -Confirm. If the prompt cannot be answered, that is an error for the target.</summary>
    internal async Task<bool> ShouldProcessAsync(string target, string action)
    {
        try
        {
            if (_cannotPrompt)
                throw InputErrors.NoConfirmation(target, action, cause: null);
            return await OnPipelineThreadAsync(() => ShouldProcess(target, action)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The host can throw anything, such as a NullReferenceException at the end of its input.
            _cannotPrompt = true;
            WriteError(e as InputException ?? InputErrors.NoConfirmation(target, action, e), target);
            return false;
        }
    }

    /// <summary>Runs <paramref name="question"/> on the pipeline thread, because only that thread can use the engine.</summary>
    internal async Task<T> OnPipelineThreadAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new PipelineStep(static (_, ask) => ((Action)ask!)(), (Action)(() => SetResult(question, answer))), isAwaited: true);
        using var abandoned = _ended.Token.Register(() => answer.TrySetCanceled(_ended.Token));
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Runs the work for one of several inputs. Failures are reported, and the others are processed.</summary>
    internal async Task ForInputAsync(object? target, Func<Task> work)
    {
        if (work is null)
            throw new ArgumentNullException(nameof(work));
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (!_ended.IsCancellationRequested && e is not TerminatingErrorException)
        {
            WriteError(e, target);
        }
    }

    /// <summary>
    /// Starts a job for one of several inputs and returns, unless <paramref name="throttleLimit"/> jobs are running. Failures are
    /// reported, and the others are processed. The output of jobs keeps the input order.
    /// </summary>
    internal async Task ForInputInParallelAsync(object? target, int throttleLimit, IPipelineJob job)
    {
        _progress ??= new ThrottledProgress(WriteProgress, MyInvocation.MyCommand?.Name ?? GetType().Name);
        _jobs.Start(() => ForInputAsync(target, () => job.RunAsync(WriteObject, _ended.Token)));
        await _jobs.EmitUntilBelowAsync(throttleLimit, PostKept).ConfigureAwait(false);
        _progress.Report(() => $"{_jobs.Emitted} done; now {DisplayText.Of(target ?? string.Empty)}");
    }

    private static void SetResult<T>(Func<T> question, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.TrySetResult(question());
        }
        catch (Exception e) when (e is not (PipelineStoppedException or ActionPreferenceStopException))
        {
            answer.TrySetException(e);
        }
    }

    private void Run(Func<CancellationToken, Task> work)
    {
        using var steps = new StepQueue(QueueCapacity, _ended.Token);
        _steps = steps;
        var worker = Task.Run(() => WorkAsync(work, steps), CancellationToken.None);
        try
        {
            steps.RunAll(this);
        }
        catch
        {
            // The pipeline has ended.
            _ended.Cancel();
            CompleteProgress();
            throw;
        }
        finally
        {
            // No work outlives the cmdlet.
            worker.GetAwaiter().GetResult();
            if (_ended.IsCancellationRequested)
                _jobs.WaitForAll();
        }

        if (_ended.IsCancellationRequested)
            throw new PipelineStoppedException();
    }

    private async Task WorkAsync(Func<CancellationToken, Task> work, StepQueue steps)
    {
        try
        {
            await work(_ended.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_ended.IsCancellationRequested)
        {
            // The exception of a canceled operation can no longer be reported.
        }
        catch (TerminatingErrorException e)
        {
            TryPost(static (cmdlet, item) => cmdlet.ThrowTerminatingError((ErrorRecord)item!), e.ErrorRecord);
        }
        catch (Exception e)
        {
            TryPost(static (cmdlet, item) => cmdlet.BaseWriteError((ErrorRecord)item!), ToErrorRecord(e, target: null));
        }
        finally
        {
            steps.Complete();
        }
    }

    private void Post(Action<AsyncCmdlet, object?> action, object? argument) => Post(new PipelineStep(action, argument), isAwaited: false);

    /// <summary>Adds a step for the pipeline thread. Within a job, the step is kept until the earlier jobs have ended.</summary>
    private void Post(PipelineStep step, bool isAwaited)
    {
        if (!OrderedJobs.TryKeep(step))
            (_steps ?? throw new InvalidOperationException("The pipeline has not started.")).Add(step, isAwaited);
    }

    private void PostKept(PipelineStep step) => Post(step, isAwaited: false);

    private void TryPost(Action<AsyncCmdlet, object?> action, object? argument)
    {
        try
        {
            Post(action, argument);
        }
        catch (OperationCanceledException)
        {
            // The pipeline has ended in the meantime.
        }
    }

    private void BaseWriteObject(object? output) => base.WriteObject(output is FileInfo file ? ItemOf(file) : output);

    /// <summary>The file with the properties of its provider, which its view shows and with which Get-Content and other cmdlets accept it.</summary>
    private object ItemOf(FileInfo file)
    {
        try
        {
            return InvokeProvider.Item.Get([file.FullName], force: true, literalPath: true).FirstOrDefault() ?? (object)file;
        }
        catch (ItemNotFoundException)
        {
            // Another program has deleted it in the meantime.
            return file;
        }
    }

    private void BaseWriteError(ErrorRecord error) => base.WriteError(error);

    /// <summary>
    /// Whether -Debug was specified. PowerShell then prompts at each verbose message and warning, and Windows PowerShell also at each debug
    /// message, which a script that runs unattended cannot answer.
    /// </summary>
    private bool WouldPrompt => MyInvocation.BoundParameters.TryGetValue("Debug", out var debug) && debug is SwitchParameter { IsPresent: true };

    private void BaseWriteWarning(string text)
    {
        if (WouldPrompt && !MyInvocation.BoundParameters.ContainsKey("WarningAction"))
            Host.UI.WriteWarningLine(text);
        else
            base.WriteWarning(text);
    }

    private void BaseWriteDebug(string text)
    {
#if NETFRAMEWORK
        if (WouldPrompt)
        {
            Host.UI.WriteDebugLine(text);
            return;
        }
#endif
        base.WriteDebug(text);
    }

    private void BaseWriteVerbose(string text)
    {
        if (WouldPrompt && !MyInvocation.BoundParameters.ContainsKey("Verbose"))
            BaseWriteDebug(text);
        else
            base.WriteVerbose(text);
    }

    private void BaseWriteProgress(ProgressRecord progress)
    {
        _shownProgress = progress.RecordType == ProgressRecordType.Processing ? progress : null;
        base.WriteProgress(progress);
    }

    private void CompleteProgress()
    {
        if (_shownProgress is not { } shown)
            return;
        _shownProgress = null;
        try
        {
            BaseWriteProgress(new ProgressRecord(shown.ActivityId, shown.Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // The host removes the progress bar.
        }
    }
}
