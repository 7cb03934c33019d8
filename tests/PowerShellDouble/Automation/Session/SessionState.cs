using PowerShellDouble;

namespace System.Management.Automation;

public sealed class SessionState
{
    internal SessionState(DoubleSession session)
    {
        Module = session.Module;
        Path = new PathIntrinsics(session);
        PSVariable = new PSVariableIntrinsics(session.Variables);
    }

    public PSModuleInfo? Module { get; }

    public PathIntrinsics Path { get; }

    public PSVariableIntrinsics PSVariable { get; }
}
