using System.Management.Automation;

namespace PowerShellDouble;

/// <summary>A driver of a cmdlet known at compile time.</summary>
public sealed class CmdletDriver<T> : CmdletDriver
    where T : Cmdlet, new()
{
    public CmdletDriver(DoubleSession session)
        : base(session, typeof(T))
    {
    }
}
