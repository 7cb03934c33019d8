using System.Globalization;

namespace PiecesOs.Client;

/// <summary>No Pieces OS responded on this computer.</summary>
public sealed class PiecesOsNotFoundException : Exception
{
    /// <summary>Names the ports that were tried.</summary>
    /// <param name="ports">The ports.</param>
    /// <param name="silent">Those of them that accepted a connection and did not respond in time.</param>
    public PiecesOsNotFoundException(IReadOnlyList<int> ports, IReadOnlyList<int>? silent = null)
        : base($"No Pieces OS was found on this computer: no server responds on 127.0.0.1 at ports {Describe(ports)}.{DescribeSilent(silent ?? [])}") => Ports = ports;

    /// <summary>The ports that were tried, in that order.</summary>
    public IReadOnlyList<int> Ports { get; }

    private static string DescribeSilent(IReadOnlyList<int> ports) => ports.Count switch
    {
        0 => string.Empty,
        1 => $" A program listens on port {ports[0]}, but it did not respond in time.",
        _ => $" Programs listen on ports {Describe(ports)}, but they did not respond in time.",
    };

    /// <summary>Ports in a row as a range.</summary>
    private static string Describe(IReadOnlyList<int> ports)
    {
        var parts = new List<string>();
        for (var first = 0; first < ports.Count;)
        {
            var last = first;
            while (last + 1 < ports.Count && ports[last + 1] == ports[last] + 1)
                last++;
            var range = last == first ? "{0}" : "{0}-{1}";
            parts.Add(string.Format(CultureInfo.InvariantCulture, range, ports[first], ports[last]));
            first = last + 1;
        }

        return string.Join(", ", parts);
    }
}
