using System.Diagnostics;
using System.Globalization;
using PiecesOs.Trust.Tests.Faults;
using PiecesOs.Trust.Tests.Support;

namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>One operation on one station: what it does when nothing is wrong, and what becomes of it when a fault meets one of its requests.</summary>
internal sealed class Trial
{
    /// <summary>No command may take longer; those that listen end by themselves before. Generous, because the machine may be busy.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(25);

    /// <summary>The same where the time limit of the connection is short.</summary>
    private static readonly TimeSpan s_shortLimit = TimeSpan.FromSeconds(15);

    private static readonly SemaphoreSlim s_large = new(1, 1);

    private readonly Station _station;
    private readonly Operation _operation;
    private readonly IReadOnlyList<string> _usual;
    private readonly IReadOnlyList<string> _effect;
    private readonly bool _isChanged;

    private Trial(Station station, Operation operation, IReadOnlyList<(Route, Answer?)> routes, IReadOnlyList<string> usual, IReadOnlyList<string> effect)
    {
        (_station, _operation, Routes, _usual, _effect) = (station, operation, routes, usual, effect);
        _isChanged = operation.IsChange;
    }

    /// <summary>The requests that the operation sends, each once, with the right answer where the sandbox was asked for it.</summary>
    public IReadOnlyList<(Route Route, Answer? Answer)> Routes { get; }

    /// <summary>Runs the operation with nothing wrong.</summary>
    public static async Task<Trial> PrepareAsync(Station station, Operation operation)
    {
        await PrepareAsync(station, operation, isChanged: true);
        await using var server = new FaultServer(station.Http, station.Sandbox);
        station.Connect(server.Address, 30);
        var before = await Contents.ReadAsync(station.Http, station.Sandbox, operation.IsCloudflare);
        var result = await station.Session.Script(operation.Script).RunAsync();
        var ids = Shown.ErrorIds(result);
        if (ids.Count > 0)
            throw new InvalidOperationException($"{operation} fails when nothing is wrong: {string.Join(", ", Shown.Texts(result).Take(8))}");
        var after = await Contents.ReadAsync(station.Http, station.Sandbox, operation.IsCloudflare);
        var usual = Shown.Objects(result, operation.IsChange);
        station.Disconnect();
        station.Clean();
        var effect = Contents.Difference(before, after);
        if (operation.IsChange != effect.Count > 0)
            throw new InvalidOperationException($"{operation} changes {effect.Count} things when nothing is wrong.");
        return new Trial(station, operation, [.. server.Routes.Select(route => (route with { NamesLink = operation.NamesLink }, server.AnswerOf(route)))], usual, effect);
    }

    /// <summary>Whether a fault can meet a request.</summary>
    public static bool Applies(Fault fault, Route route, Answer? answer)
    {
        if (fault.Address != FaultyAddress.None)
            return true;
        if (fault.IsOfGet && !route.IsGet)
            return false;
        if (route.IsSocket)
            return fault.IsOfSocket || (fault is { NeedsBody: false, Change: null, Forwards: false, IsLarge: false } && fault.Outcome != Outcome.Harmless);
        if (fault.IsOfSocket || (fault.NeedsBody && (answer is null || answer.Body.Length == 0)))
            return false;
        return fault.Change is null || (answer is not null && fault.Change(answer, new Random(1)) is not null);
    }

    /// <summary>Runs the operation while a fault meets one of its requests.</summary>
    public async Task<TrialResult> RunAsync(Fault fault, Route route, int seed)
    {
        var trial = new TrialResult(fault.Kind, string.Create(CultureInfo.InvariantCulture, $"{fault.Name} | {_operation} | {route} | seed {seed}"));
        if (fault.IsLarge)
            await s_large.WaitAsync();
        try
        {
            await PrepareAsync(_station, _operation, _isChanged);
            await RunAsync(fault, route, seed, trial);
        }
        catch (Exception e)
        {
            trial.Problems.Add($"the trial itself failed: {e}");
        }
        finally
        {
            if (fault.IsLarge)
                s_large.Release();
        }

        return trial;
    }

    private static async Task PrepareAsync(Station station, Operation operation, bool isChanged)
    {
        station.Clean();
        if (isChanged)
            await station.ResetAsync();
        if (operation.IsBatch)
            await station.EmptyAsync();
    }

    private async Task RunAsync(Fault fault, Route route, int seed, TrialResult trial)
    {
        await using var server = new FaultServer(_station.Http, _station.Sandbox);
        using var place = new FaultyPlace(fault.Address);
        _station.Connect(place.Address ?? server.Address, fault.TimeoutSec);
        var before = _operation.IsChange ? await Contents.ReadAsync(_station.Http, _station.Sandbox, _operation.IsCloudflare) : [];
        if (fault.Address == FaultyAddress.None)
            server.Arm(fault, route, seed);

        var clock = Stopwatch.StartNew();
        var result = await RunCommandAsync(fault, server, trial);
        trial.Elapsed = clock.Elapsed;
        server.Disarm();
        if (result is null)
            return;

        if (fault.Address == FaultyAddress.None && server.Met == 0)
            trial.Problems.Add("no request met the fault");
        var ids = Shown.ErrorIds(result);
        var expected = Expected(fault, route);
        CheckIds(ids, expected, result, trial);
        if (fault.Outcome != Outcome.Fuzzed)
            CheckObjects(ids, result, trial);
        CheckSecrets(result, trial);
        if (!await UntilAsync(() => server.Pending == 0))
            trial.Problems.Add($"{server.Pending} requests are still open after the command has ended");
        if (_operation.IsChange)
        {
            var after = await Contents.ReadAsync(_station.Http, _station.Sandbox, _operation.IsCloudflare);
            CheckEffect(ids, fault, route, Contents.Difference(before, after), trial);
        }

        await CheckSessionAsync(server, place, trial);
    }

    private async Task<CommandResult?> RunCommandAsync(Fault fault, FaultServer server, TrialResult trial)
    {
        var call = _station.Session.Script(_operation.Script);
        var running = call.RunAsync();
        if (fault.Outcome == Outcome.Stopped)
        {
            await Task.WhenAny(running, server.Reached);
            call.Stop();
        }

        var limit = fault.TimeoutSec <= FaultList.ShortTimeout ? s_shortLimit : s_limit;
        if (await Task.WhenAny(running, Task.Delay(limit)) == running)
            return await running;
        trial.Problems.Add($"it did not end within {limit.TotalSeconds} seconds");
        call.Stop();
        await running.WaitAsync(Patience.Limit);
        return null;
    }

    /// <summary>The ids with which the command may end; what it can do without may fail unnoticed, as long as the result is the usual one.</summary>
    private IReadOnlySet<string> Expected(Fault fault, Route route)
    {
        var expected = new HashSet<string>(Expectation.Of(fault, route));
        if (fault.Address != FaultyAddress.None)
        {
            // It fails at the first request, or at the first that it cannot do without.
            var first = Routes.Select(static request => request.Route).FirstOrDefault(one => !IsOptional(one));
            expected.UnionWith(Expectation.Of(fault, first ?? route));
        }

        if (fault.Outcome == Outcome.Odd && _operation.IsChange && route.IsGet)
            expected.UnionWith(["ServerError", "PayloadTooLarge"]); // The server may refuse what it sent itself.
        if (_operation.EndsEarly && fault.Forwards)
            expected.Add(Expectation.Success);
        if (_operation.ReportsFaults)
            return fault.Outcome == Outcome.Stopped ? expected : new HashSet<string> { Expectation.Success };
        var canDoWithout = fault.Address == FaultyAddress.None && fault.Outcome != Outcome.Stopped
            && (_operation.Watches || IsOptional(route));
        if (canDoWithout)
            expected.Add(Expectation.Success);
        return expected;
    }

    private bool IsOptional(Route route) => _operation.Optional.Any(path => route.Path.StartsWith(path, StringComparison.Ordinal));

    private void CheckIds(IReadOnlyList<string> ids, IReadOnlySet<string> expected, CommandResult result, TrialResult trial)
    {
        if (ids.Count == 0 && !expected.Contains(Expectation.Success))
            trial.Problems.Add($"success, but expected {string.Join(" or ", expected)}");
        if (ids.Count > 1 && !_operation.IsBatch)
            trial.Problems.Add($"{ids.Count} errors for one input");
        foreach (var id in ids.Where(id => !expected.Contains(id)).Distinct())
            trial.Problems.Add($"{id}, but expected {string.Join(" or ", expected.Select(static one => one.Length == 0 ? "success" : one))} ({result.Errors.Select(static error => error.ToString()).Append(result.TerminatingException?.Message).First(static text => text is not null)})");
    }

    private void CheckObjects(IReadOnlyList<string> ids, CommandResult result, TrialResult trial)
    {
        var objects = Shown.Objects(result, _operation.IsChange);
        if (_operation.ReportsFaults)
        {
            var isHealthy = objects is [var only] && !only.Contains("False");
            if ((objects.Count != 1 && !result.Stopped) || (isHealthy && !_usual[0].Equals(objects[0])))
                trial.Problems.Add($"the result is {string.Join(", ", objects)}");
            return;
        }

        var isWhole = ids.Count == 0 && !_operation.Watches;
        var distinct = objects.Distinct().ToArray();
        if (isWhole ? !distinct.SequenceEqual(_usual.Distinct()) : distinct.Except(_usual).Any())
            trial.Problems.Add($"{(isWhole ? "success with" : "an error with")} other objects than usual: {string.Join(", ", objects)} in place of {string.Join(", ", _usual)}");
    }

    private static void CheckSecrets(CommandResult result, TrialResult trial)
    {
        foreach (var text in Shown.Texts(result))
        {
            if (Secrets.FoundIn(text) is not { } form)
                continue;
            trial.Secrets++;
            trial.Problems.Add($"a secret is shown, as {form}, in: {text}");
            return;
        }
    }

    private void CheckEffect(IReadOnlyList<string> ids, Fault fault, Route route, IReadOnlyList<string> effect, TrialResult trial)
    {
        var excess = Contents.Excess(effect, _effect);
        if (excess.Count > 0)
        {
            trial.Doubled += excess.Count;
            trial.Problems.Add($"changed too much: {string.Join(", ", excess)}");
        }

        var missing = Contents.Excess(_effect, effect);
        if (ids.Count == 0 && missing.Count > 0)
        {
            trial.Lost += missing.Count;
            trial.Problems.Add($"success, but not done: {string.Join(", ", missing)}");
        }

        var saysItMayBeDone = ids.Any(static id => id is "OutcomeUnknown" or "MalformedResponse" or "Stopped");
        if (ids.Count > 0 && !saysItMayBeDone && effect.Count > 0 && !_operation.IsBatch)
            trial.Problems.Add($"{ids[0]}, but it was done");
    }

    /// <summary>The same session makes a good call, and then closes what it opened.</summary>
    private async Task CheckSessionAsync(FaultServer server, FaultyPlace place, TrialResult trial)
    {
        if (place.Address is not null)
        {
            _station.Disconnect();
            _station.Connect(server.Address, 30);
        }

        var good = _station.Session.Run(_operation.IsCloudflare ? "(Get-CloudflareShare -First 1).Id.Length" : "(Get-PiecesAssetIdentifier).Count");
        if (Shown.ErrorIds(good) is [var id, ..])
            trial.Problems.Add($"the session cannot be used afterwards: {id} {good.Errors.FirstOrDefault()}");
        _station.Disconnect();
        if (!await UntilAsync(() => server.OpenConnections == 0))
            trial.Problems.Add($"{server.OpenConnections} connections are still open");
    }

    private static async Task<bool> UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 500; i++)
        {
            if (condition())
                return true;
            await Task.Delay(10);
        }

        return false;
    }
}
