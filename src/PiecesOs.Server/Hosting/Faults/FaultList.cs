namespace PiecesOs.Server.Hosting.Faults;

/// <summary>The seeded faults in order; at most one applies to a request.</summary>
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

    /// <summary>The fault for this request, which counts as used; null if none matches.</summary>
    public Fault? FindMatch(string method, string path)
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
