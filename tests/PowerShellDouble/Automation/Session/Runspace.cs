using System.Threading;

namespace System.Management.Automation.Runspaces;

public abstract class Runspace : IDisposable
{
    private static int _lastId;

    [ThreadStatic]
    private static Runspace? _default;

    internal Runspace()
    {
        Id = Interlocked.Increment(ref _lastId);
        Name = "Runspace" + Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public static Runspace? DefaultRunspace
    {
        get => _default;
        set => _default = value;
    }

    public static bool CanUseDefaultRunspace => _default is not null;

    public Guid InstanceId { get; } = Guid.NewGuid();

    public int Id { get; }

    public string Name { get; set; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
