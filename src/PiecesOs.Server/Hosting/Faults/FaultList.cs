namespace PiecesOs.Server.Hosting.Faults;

/// <summary>The seeded faults in the order they were given; a request meets at most one.</summary>
internal sealed class FaultList
{
    private readonly object _lock = new();
    private readonly List<Fault> _faults = [];

    public void Add(IEnumerable<Fault> faults)
    {
        lock (_lock)
            _faults.AddRange(faults);
    }

    public void Clear()
    {
        lock (_lock)
            _faults.Clear();
    }

    public IReadOnlyList<Fault> All()
    {
        lock (_lock)
            return [.. _faults];
    }

    /// <summary>The fault that this request meets, counted; null for none.</summary>
    public Fault? Take(string method, string path)
    {
        lock (_lock)
        {
            foreach (var fault in _faults)
            {
                if (!fault.Matches(method, path))
                    continue;
                if (fault.After > 0)
                {
                    fault.After--;
                    continue;
                }

                if (fault.Times is { } times && (fault.Times = times - 1) == 0)
                    _faults.Remove(fault);
                return fault;
            }

            return null;
        }
    }
}
