using System.Collections.Concurrent;
using PiecesOs.Trust.Tests.Faults;
using PiecesOs.Trust.Tests.Support;

namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>Every operation with every fault, or a sample.</summary>
internal static class FaultMatrix
{
    /// <summary>Runs the trials in several environments at a time.</summary>
    /// <param name="seed">Determines the sample and every random part of a fault.</param>
    /// <param name="perOperation">The maximum number of trials per operation. Null for all.</param>
    /// <param name="operations">The operations to try.</param>
    public static async Task<IReadOnlyList<TrialResult>> RunAsync(int seed, int? perOperation, IReadOnlyList<Operation> operations)
    {
        var waiting = new ConcurrentQueue<Operation>(operations);
        var results = new ConcurrentBag<TrialResult>();
        var environmentCount = Math.Min(operations.Count, perOperation is null ? 10 : 4);
        await Task.WhenAll(Enumerable.Range(0, environmentCount).Select(_ => Task.Run(() => WorkAsync(waiting, seed, perOperation, results))));
        return [.. results.OrderBy(static result => result.Name, StringComparer.Ordinal)];
    }

    private static async Task WorkAsync(ConcurrentQueue<Operation> waiting, int seed, int? perOperation, ConcurrentBag<TrialResult> results)
    {
        await using var environment = await TrialEnvironment.StartAsync();
        while (waiting.TryDequeue(out var operation))
        {
            var trial = await Trial.PrepareAsync(environment, operation);
            var cells = CellsOf(trial);
            var random = new Random(HashOf(seed, operation.Script));
            if (perOperation is { } count)
            {
                cells = [.. cells.Where(static cell => !cell.Fault.IsLarge)];
                cells = [.. Enumerable.Range(0, count).Select(_ => cells[random.Next(cells.Count)])];
            }

            foreach (var (fault, route) in cells)
                results.Add(await trial.RunAsync(fault, route, HashOf(seed, $"{operation.Script} {route} {fault}")));
        }
    }

    private static IReadOnlyList<(Fault Fault, Route Route)> CellsOf(Trial trial) =>
    [
        .. from fault in FaultList.All
           from request in fault.Address == FaultyAddress.None ? trial.Routes : trial.Routes.Take(1)
           where Trial.Applies(fault, request.Route, request.Response)
           select (fault, request.Route),
    ];

    /// <summary>A hash code that is the same in every process, unlike string.GetHashCode.</summary>
    private static int HashOf(int seed, string text) => text.Aggregate(seed, static (hash, character) => unchecked((hash * 31) + character)) & int.MaxValue;
}
