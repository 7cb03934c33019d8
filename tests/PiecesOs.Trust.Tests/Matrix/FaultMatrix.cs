using System.Collections.Concurrent;
using PiecesOs.Trust.Tests.Faults;
using PiecesOs.Trust.Tests.Support;

namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>Every operation against every fault, or a sample of that.</summary>
internal static class FaultMatrix
{
    /// <summary>Runs the trials on several stations at once.</summary>
    /// <param name="seed">Chooses the sample, and every random part of a fault.</param>
    /// <param name="perOperation">How many trials of an operation at most; null for all.</param>
    /// <param name="operations">The operations to try.</param>
    public static async Task<IReadOnlyList<TrialResult>> RunAsync(int seed, int? perOperation, IReadOnlyList<Operation> operations)
    {
        var waiting = new ConcurrentQueue<Operation>(operations);
        var results = new ConcurrentBag<TrialResult>();
        var stations = Math.Min(operations.Count, perOperation is null ? 10 : 4);
        await Task.WhenAll(Enumerable.Range(0, stations).Select(_ => Task.Run(() => WorkAsync(waiting, seed, perOperation, results))));
        return [.. results.OrderBy(static result => result.Name, StringComparer.Ordinal)];
    }

    private static async Task WorkAsync(ConcurrentQueue<Operation> waiting, int seed, int? perOperation, ConcurrentBag<TrialResult> results)
    {
        await using var station = await Station.StartAsync();
        while (waiting.TryDequeue(out var operation))
        {
            var trial = await Trial.PrepareAsync(station, operation);
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
           where Trial.Applies(fault, request.Route, request.Answer)
           select (fault, request.Route),
    ];

    /// <summary>The same number in every process.</summary>
    private static int HashOf(int seed, string text) => text.Aggregate(seed, static (hash, character) => unchecked((hash * 31) + character)) & int.MaxValue;
}
