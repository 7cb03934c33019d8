using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace System.Management.Automation;

public abstract class PSCmdlet : Cmdlet
{
    public string ParameterSetName => SetName;

    public InvocationInfo MyInvocation { get => field ?? throw NotRunning(); private set; }

    public SessionState SessionState { get => field ?? throw NotRunning(); private set; }

    public PSHost Host => CommandRuntime.Host;

    public PagingParameters? PagingParameters { get; private set; }

    public object? GetVariableValue(string name) => SessionState.PSVariable.GetValue(name);

    public object? GetVariableValue(string name, object? defaultValue) => SessionState.PSVariable.GetValue(name, defaultValue);

    public string GetUnresolvedProviderPathFromPSPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider) =>
        SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);

    public PathInfo CurrentProviderLocation(string providerId) => SessionState.Path.CurrentProviderLocation(providerId);

    internal void Attach(SessionState state, InvocationInfo invocation, PagingParameters? paging)
    {
        SessionState = state;
        MyInvocation = invocation;
        PagingParameters = paging;
    }

    private static InvalidOperationException NotRunning() =>
        new("The cmdlet runs on no pipeline: start it with a CmdletDriver.");
}
