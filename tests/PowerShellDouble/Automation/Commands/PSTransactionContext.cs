namespace System.Management.Automation;

public sealed class PSTransactionContext : IDisposable
{
    public void Dispose()
    {
    }
}
