namespace System.Management.Automation;

public abstract class Cmdlet
{
    public ICommandRuntime CommandRuntime
    {
        get => field ?? throw new InvalidOperationException("The cmdlet runs on no pipeline: start it with a CmdletDriver.");
        set;
    }

    public bool Stopping => CommandRuntime is PowerShellDouble.PipelineRuntime { Stopping: true };

    internal string SetName { get; set; } = ParameterAttribute.AllParameterSets;

    private ICommandRuntime2 Runtime2 => (ICommandRuntime2)CommandRuntime;

    public void WriteObject(object? sendToPipeline) => CommandRuntime.WriteObject(sendToPipeline);

    public void WriteObject(object? sendToPipeline, bool enumerateCollection) =>
        CommandRuntime.WriteObject(sendToPipeline, enumerateCollection);

    public void WriteError(ErrorRecord errorRecord) => CommandRuntime.WriteError(errorRecord);

    public void WriteWarning(string text) => CommandRuntime.WriteWarning(text);

    public void WriteVerbose(string text) => CommandRuntime.WriteVerbose(text);

    public void WriteDebug(string text) => CommandRuntime.WriteDebug(text);

    public void WriteCommandDetail(string text) => CommandRuntime.WriteCommandDetail(text);

    public void WriteProgress(ProgressRecord progressRecord) => CommandRuntime.WriteProgress(progressRecord);

    public void WriteInformation(InformationRecord informationRecord) => Runtime2.WriteInformation(informationRecord);

    public void WriteInformation(object messageData, string[]? tags)
    {
        var record = new InformationRecord(messageData, GetType().Name);
        record.Tags.AddRange(tags ?? []);
        WriteInformation(record);
    }

    public bool ShouldProcess(string target) => CommandRuntime.ShouldProcess(target);

    public bool ShouldProcess(string target, string action) => CommandRuntime.ShouldProcess(target, action);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        CommandRuntime.ShouldProcess(verboseDescription, verboseWarning, caption);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason) =>
        CommandRuntime.ShouldProcess(verboseDescription, verboseWarning, caption, out shouldProcessReason);

    public bool ShouldContinue(string query, string caption) => CommandRuntime.ShouldContinue(query, caption);

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) =>
        CommandRuntime.ShouldContinue(query, caption, ref yesToAll, ref noToAll);

    public bool ShouldContinue(string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll) =>
        Runtime2.ShouldContinue(query, caption, hasSecurityImpact, ref yesToAll, ref noToAll);

    public void ThrowTerminatingError(ErrorRecord errorRecord) => CommandRuntime.ThrowTerminatingError(errorRecord);

    internal void DoBeginProcessing() => BeginProcessing();

    internal void DoProcessRecord() => ProcessRecord();

    internal void DoEndProcessing() => EndProcessing();

    internal void DoStopProcessing() => StopProcessing();

    protected virtual void BeginProcessing()
    {
    }

    protected virtual void ProcessRecord()
    {
    }

    protected virtual void EndProcessing()
    {
    }

    protected virtual void StopProcessing()
    {
    }
}
