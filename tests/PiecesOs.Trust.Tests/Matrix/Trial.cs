using System.Diagnostics;
using System.Globalization;
using PiecesOs.Trust.Tests.Faults;
using PiecesOs.Trust.Tests.Support;

namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>One operation in one environment: first without a fault, then with a fault in one of its requests.</summary>
internal sealed class Trial
{
    /// <summary>The time limit for a command. Watches end earlier by themselves. Generous, because the machine can be busy.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(25);

    /// <summary>The same if the time limit of the connection is short.</summary>
    private static readonly TimeSpan s_shortLimit = TimeSpan.FromSeconds(15);

    private static readonly SemaphoreSlim s_large = new(1, 1);

    private readonly TrialEnvironment _environment;
    private readonly Operation _operation;
    private readonly IReadOnlyList<string> _baseline;
    private readonly IReadOnlyList<string> _expectedChanges;
    private readonly bool _isChanged;

    private Trial(TrialEnvironment environment, Operation operation, IReadOnlyList<(Route, Response?)> routes, IReadOnlyList<string> baseline, IReadOnlyList<string> effect)
    {
        (_environment, _operation, Routes, _baseline, _expectedChanges) = (environment, operation, routes, baseline, effect);
        _isChanged = operation.IsChange;
    }

    /// <summary>The distinct requests of the operation, with the correct response if the sandbox sent one.</summary>
    public IReadOnlyList<(Route Route, Response? Response)> Routes { get; }

    /// <summary>Runs the operation without a fault.</summary>
    public static async Task<Trial> PrepareAsync(TrialEnvironment environment, Operation operation)
    {
        await PrepareAsync(environment, operation, isChanged: true);
        await using var server = new FaultServer(environment.Http, environment.Sandbox);
        environment.Connect(server.Address, 30);
        var before = await ServerContents.ReadAsync(environment.Http, environment.Sandbox, operation.IsCloudflare);
        var result = await environment.Session.Script(operation.Script).RunAsync();
        var ids = CommandOutput.ErrorIds(result);
        if (ids.Count > 0)
            throw new InvalidOperationException($"{operation} fails when nothing is wrong: {string.Join(", ", CommandOutput.Texts(result).Take(8))}");
        var after = await ServerContents.ReadAsync(environment.Http, environment.Sandbox, operation.IsCloudflare);
        var baseline = CommandOutput.Objects(result, operation.IsChange);
        environment.Disconnect();
        environment.Clean();
        var effect = ServerContents.Difference(before, after);
        if (operation.IsChange != effect.Count > 0)
            throw new InvalidOperationException($"{operation} changes {effect.Count} things when nothing is wrong.");
        return new Trial(environment, operation, [.. server.Routes.Select(route => (route with { NamesLink = operation.NamesLink }, server.ResponseTo(route)))], baseline, effect);
    }

    /// <summary>Whether a fault can occur in a request.</summary>
    public static bool Applies(Fault fault, Route route, Response? response)
    {
        if (fault.Address != FaultyAddress.None)
            return true;

        // With these, the server says that it does not store records as they are, and an import creates assets.
        if (route.Path == "/.library" && fault.StatusCode is 404 or 405)
            return false;
        if (fault.IsGetOnly && !route.IsGet)
            return false;
        if (route.IsSocket)
            return fault.IsSocketOnly || (fault is { NeedsBody: false, Change: null, Forwards: false, IsLarge: false } && fault.Outcome != Outcome.Harmless);
        if (fault.IsSocketOnly || (fault.NeedsBody && (response is null || response.Body.Length == 0)))
            return false;
        return fault.Change is null || (response is not null && fault.Change(response, new Random(1)) is not null);
    }

    /// <summary>Runs the operation with a fault in one of its requests.</summary>
    public async Task<TrialResult> RunAsync(Fault fault, Route route, int seed)
    {
        var trial = new TrialResult(fault.Kind, string.Create(CultureInfo.InvariantCulture, $"{fault.Name} | {_operation} | {route} | seed {seed}"));
        if (fault.IsLarge)
            await s_large.WaitAsync();
        try
        {
            await PrepareAsync(_environment, _operation, _isChanged);
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

    private static async Task PrepareAsync(TrialEnvironment environment, Operation operation, bool isChanged)
    {
        environment.Clean();
        if (isChanged)
            await environment.ResetAsync();
        if (operation.IsBatch)
            await environment.EmptyAsync();
    }

    private async Task RunAsync(Fault fault, Route route, int seed, TrialResult trial)
    {
        await using var server = new FaultServer(_environment.Http, _environment.Sandbox);
        using var endpoint = new FaultyEndpoint(fault.Address);
        _environment.Connect(endpoint.Address ?? server.Address, fault.TimeoutSec);
        var before = _operation.IsChange ? await ServerContents.ReadAsync(_environment.Http, _environment.Sandbox, _operation.IsCloudflare) : [];
        if (fault.Address == FaultyAddress.None)
            server.Enable(fault, route, seed);

        var clock = Stopwatch.StartNew();
        var result = await RunCommandAsync(fault, server, trial);
        trial.Elapsed = clock.Elapsed;
        server.Disable();
        if (result is null)
            return;

        if (fault.Address == FaultyAddress.None && server.FaultCount == 0)
            trial.Problems.Add("no request met the fault");
        var ids = CommandOutput.ErrorIds(result);
        var expected = Expected(fault, route);
        CheckIds(ids, expected, result, trial);
        if (fault.Outcome != Outcome.Fuzzed)
            CheckObjects(isWhole: ids.Count == 0 && !_operation.Watches && !LeavesOut(fault, route), result, trial);
        CheckSecrets(result, trial);
        if (!await UntilAsync(() => server.Pending == 0))
            trial.Problems.Add($"{server.Pending} requests are still open after the command has ended");
        if (_operation.IsChange)
        {
            var after = await ServerContents.ReadAsync(_environment.Http, _environment.Sandbox, _operation.IsCloudflare);
            CheckEffect(ids, fault, route, ServerContents.Difference(before, after), trial);
        }

        await CheckSessionAsync(server, endpoint, trial);
    }

    private async Task<CommandResult?> RunCommandAsync(Fault fault, FaultServer server, TrialResult trial)
    {
        var call = _environment.Session.Script(_operation.Script);
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

    /// <summary>The IDs that the command can end with. An optional request may fail without an error, as long as the result is the usual one.</summary>
    private IReadOnlySet<string> Expected(Fault fault, Route route)
    {
        if (LeavesOut(fault, route) || (fault.StatusCode == 404 && route.Path == _operation.NewerPath))
            return new HashSet<string> { Expectation.Success };
        var expected = new HashSet<string>(Expectation.Of(fault, route));
        if (fault.Address != FaultyAddress.None)
        {
            // The command fails at its first request, or at its first required one.
            var first = Routes.Select(static request => request.Route).FirstOrDefault(one => !IsOptional(one));
            expected.UnionWith(Expectation.Of(fault, first ?? route));
        }

        if (fault.Outcome == Outcome.Odd && _operation.IsChange && route.IsGet)
            expected.UnionWith(["ServerError", "PayloadTooLarge"]); // The server may reject data that it sent itself.
        if (route.Path == _operation.WaitsFor && fault.Outcome != Outcome.Stopped)
            return expected.Select(static id => id == Expectation.Success ? id : "CloudflareWaitTimedOut").ToHashSet();
        if (_operation.EndsEarly && fault.Forwards)
            expected.Add(Expectation.Success);
        if (_operation.ReportsFaults)
            return fault.Outcome == Outcome.Stopped ? expected : new HashSet<string> { Expectation.Success };
        var isOptional = fault.Address == FaultyAddress.None && fault.Outcome != Outcome.Stopped
            && (_operation.Watches || IsOptional(route));
        if (isOptional)
            expected.UnionWith([Expectation.Success, _operation.ErrorAfterResult ?? Expectation.Success]);
        return expected;
    }

    private bool LeavesOut(Fault fault, Route route) => fault is { StatusCode: 404 or 410, IsUnknownRoute: false } && route.Path == _operation.LeavesOut;

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

    private void CheckObjects(bool isWhole, CommandResult result, TrialResult trial)
    {
        var objects = CommandOutput.Objects(result, _operation.IsChange);
        if (_operation.ReportsFaults)
        {
            var isHealthy = objects is [var only] && !only.Contains("False");
            if ((objects.Count != 1 && !result.Stopped) || (isHealthy && !_baseline[0].Equals(objects[0])))
                trial.Problems.Add($"the result is {string.Join(", ", objects)}");
            return;
        }

        var distinct = objects.Distinct().ToArray();
        if (isWhole ? !distinct.SequenceEqual(_baseline.Distinct()) : distinct.Except(_baseline).Any())
            trial.Problems.Add($"{(isWhole ? "success with" : "part of a result with")} other objects than usual: {string.Join(", ", objects)} in place of {string.Join(", ", _baseline)}");
    }

    private static void CheckSecrets(CommandResult result, TrialResult trial)
    {
        foreach (var text in CommandOutput.Texts(result))
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
        var excess = ServerContents.Excess(effect, _expectedChanges);
        if (excess.Count > 0)
        {
            trial.Doubled += excess.Count;
            trial.Problems.Add($"changed too much: {string.Join(", ", excess)}");
        }

        var missing = ServerContents.Excess(_expectedChanges, effect);
        if (ids.Count == 0 && missing.Count > 0)
        {
            trial.Lost += missing.Count;
            trial.Problems.Add($"success, but not done: {string.Join(", ", missing)}");
        }

        var mayBeDone = ids.Any(static id => id is "OutcomeUnknown" or "MalformedResponse" or "ChangeNotConfirmed" or "CloudflareWaitTimedOut" or "Stopped");
        if (ids.Count > 0 && !mayBeDone && effect.Count > 0 && !_operation.IsBatch)
            trial.Problems.Add($"{ids[0]}, but it was done");
    }

    /// <summary>The same session must be able to call another cmdlet and then close its connections.</summary>
    private async Task CheckSessionAsync(FaultServer server, FaultyEndpoint endpoint, TrialResult trial)
    {
        if (endpoint.Address is not null)
        {
            _environment.Disconnect();
            _environment.Connect(server.Address, 30);
        }

        var good = _environment.Session.Run(_operation.IsCloudflare ? "(Get-CloudflareShare -First 1).Id.Length" : "(Get-PiecesAssetIdentifier).Count");
        if (CommandOutput.ErrorIds(good) is [var id, ..])
            trial.Problems.Add($"the session cannot be used afterward: {id} {good.Errors.FirstOrDefault()}");
        _environment.Disconnect();
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
