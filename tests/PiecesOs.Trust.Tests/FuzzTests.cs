using System.Text;
using System.Text.Json;
using PiecesOs.Trust.Tests.Faults;
using PiecesOs.Trust.Tests.Matrix;
using PiecesOs.Trust.Tests.Support;
using RestCore;
using RestCore.Json;
using Xunit;

namespace PiecesOs.Trust.Tests;

/// <summary>Input is changed at random. Each reader reports an error or returns what any other JSON reader returns.</summary>
[Collection(TrustCollection.Name)]
public sealed class FuzzTests(TrustRun run, ITestOutputHelper output)
{
    /// <summary>The error for a text that cannot identify anything, such as an empty one.</summary>
    private const string BindingErrorId = "ParameterArgumentTransformationError";

    private const string List =
        """{"schema":{"migration":0},"iterable":[{"id":"a1","name":"one","n":12.5e3,"raw":[1,2,255],"ok":true,"none":null},{"id":"b2","name":"two \u00e9\n","in":{"iterable":[]}},{"id":"c3","text":"{\"x\":[1]}"}],"indices":{"a1":0,"b2":-1}}""";

    [Fact]
    public async Task Fuzzed_JSON_is_reported_or_read_correctly()
    {
        const int batch = 1000;
        var results = new List<TrialResult>();
        for (var round = 0; round < (run.IsComplete ? 100 : 5); round++)
        {
            var seed = run.Seed + round;
            var random = new Random(seed);
            var trial = new TrialResult("fuzzed JSON", FormattableString.Invariant($"seed {seed}")) { Tried = batch };
            for (var i = 0; i < batch && trial.IsSurvived; i++)
            {
                var bytes = Fuzzer.Mutate(Encoding.UTF8.GetBytes(List), random);
                if (await ReadAsync(bytes, random) is { } problem)
                    trial.Problems.Add($"number {i}: {problem}: {Encoding.UTF8.GetString(bytes)}");
            }

            results.Add(trial);
        }

        run.Report(results, output.WriteLine);
    }

    [Fact]
    public async Task Fuzzed_links_cause_only_documented_errors()
    {
        await using var sandbox = await SandboxServer.StartAsync("--sample", "3");
        using var session = new PowerShellSession();
        session.Run("$null = Connect-PiecesOs $uri; $link = (New-PiecesLink (Get-PiecesAsset -First 1)).Link", ("uri", sandbox.Address));
        var link = (string)session.Run("$link").Output[0]!;
        var results = new List<TrialResult>();
        for (var round = 0; round < (run.IsComplete ? 500 : 40); round++)
        {
            var seed = run.Seed + round;
            var text = Encoding.UTF8.GetString(Fuzzer.Mutate(Encoding.UTF8.GetBytes(link), new Random(seed)));
            var trial = new TrialResult("fuzzed link", FormattableString.Invariant($"{text} | seed {seed}"));
            CheckIds(session.Run("Get-PiecesShare -Id $changed", ("changed", text)), trial);
            results.Add(trial);
        }

        session.Run("Disconnect-PiecesOs");
        run.Report(results, output.WriteLine);
    }

    /// <summary>A damaged export is rejected before anything is imported. If it is accepted, each asset is imported once.</summary>
    [Fact]
    public async Task Fuzzed_exports_are_rejected_or_imported_once()
    {
        await using var sandbox = await SandboxServer.StartAsync("--sample", "4");
        await using var target = await SandboxServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var session = new PowerShellSession();
        using var folder = new TemporaryFolder();
        session.Run($"Export-PiecesLibrary '{folder.PathOf("export")}' -Connection '{sandbox.Address}' -Confirm:$false");
        var files = Directory.GetFiles(folder.PathOf("export"), "*", SearchOption.AllDirectories).Order().ToArray();
        var wanted = ServerContents.WithoutNames(await ServerContents.ReadAsync(http, sandbox.Address, cloudflare: false));
        var results = new List<TrialResult>();
        for (var round = 0; round < (run.IsComplete ? 250 : 12); round++)
        {
            var seed = run.Seed + round;
            var random = new Random(seed);
            var file = files[random.Next(files.Length)];
            var right = await File.ReadAllBytesAsync(file);
            await File.WriteAllBytesAsync(file, Fuzzer.Mutate(right, random));
            var trial = new TrialResult("fuzzed export", FormattableString.Invariant($"{Path.GetFileName(file)} | seed {seed}"));
            var result = session.Run($"Import-PiecesLibrary '{folder.PathOf("export")}' -Connection '{target.Address}' -Confirm:$false");
            CheckIds(result, trial);
            var there = ServerContents.WithoutNames(await ServerContents.ReadAsync(http, target.Address, cloudflare: false));
            trial.Doubled = ServerContents.Excess(there, wanted).Count;
            trial.Lost = CommandOutput.ErrorIds(result).Count == 0 ? ServerContents.Excess(wanted, there).Count : 0;
            if (trial.Lost + trial.Doubled > 0)
                trial.Problems.Add($"the imported library differs: {string.Join(", ", ServerContents.Difference(wanted, there))}");
            if (there.Count > 0)
                await target.AdminAsync(HttpMethod.Post, ".sandbox/reset");
            await File.WriteAllBytesAsync(file, right);
            results.Add(trial);
        }

        run.Report(results, output.WriteLine);
    }

    private static void CheckIds(CommandResult result, TrialResult trial)
    {
        foreach (var id in CommandOutput.ErrorIds(result).Where(static id => id != BindingErrorId && !DocumentedErrors.Ids.Contains(id)).Distinct())
            trial.Problems.Add($"{id} is not documented: {result.Errors.FirstOrDefault()?.Exception ?? result.TerminatingException}");
    }

    private static async Task<string?> ReadAsync(byte[] bytes, Random random)
    {
        var count = 0;
        string? failure = null;
        try
        {
            using var stream = new Pieces(bytes, random.Next(1, 64));
            await foreach (var element in JsonListReader.ReadAsync(stream, "fuzz", ["iterable"], siblings: null, isRequired: true, CancellationToken.None))
            {
                count++;
                foreach (var member in element.EnumerateMembers())
                    _ = (member.Value.AsText(), member.Value.AsInt64(), member.Value.GetRawText());
            }
        }
        catch (MalformedResponseException e)
        {
            failure = e.Message;
        }
        catch (Exception e)
        {
            return e.ToString();
        }

        return CountOf(bytes) is not { } right || (failure is null && right == count) ? null : $"{right} elements, but {failure ?? $"{count}"}";
    }

    /// <summary>The number of elements that another JSON reader finds. Null if it does not find exactly one list.</summary>
    private static int? CountOf(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var lists = document.RootElement.EnumerateObject().Where(static member => member.Name == "iterable").ToArray();
            return lists is [{ Value.ValueKind: JsonValueKind.Array } only] ? only.Value.GetArrayLength() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A stream that returns a few bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, Math.Min(count, size), cancellationToken);
    }
}
