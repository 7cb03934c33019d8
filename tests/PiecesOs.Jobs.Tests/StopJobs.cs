using System.Management.Automation;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>A job ends before its last input. Everything it returned is stored, and everything stored is one of its inputs.</summary>
public sealed class StopJobs(JobFixture fixture) : JobTest(fixture)
{
    private const int ThrottleLimit = 8;

    [Theory]
    [InlineData("Get-ChildItem $folder -File | New-PiecesAsset -ThrottleLimit 8 -ErrorAction Stop -OutVariable made | Out-Null")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-ChildItem $folder -File | New-PiecesAsset -ThrottleLimit 8 -OutVariable made | Out-Null")]
    public async Task An_error_stops_a_job(string script)
    {
        var (files, inputs) = await WriteAsync();
        var failing = inputs[50];
        SlowServer.Failing = request => request.CreatedName == failing.Name ? Failure.ServerError : Failure.None;
        Connect(Server.Slow);

        RunWithoutErrors($"& {{ try {{ {script} }} catch {{ $global:problem = $_ }} $global:output = @($made) }}");

        ((ErrorRecord)Variable("problem")[0]!).TargetObject?.ToString().ShouldBe(Folder.PathOf(failing.Name));
        await ShouldHaveStoredAsync(inputs, Variable("output"), expected: 50, files);
    }

    [Theory]
    [InlineData("Get-ChildItem $folder -File | New-PiecesAsset -ThrottleLimit 8 | Select-Object -First 40", 40)]
    [InlineData("Get-ChildItem $folder -File | New-PiecesAsset -ThrottleLimit 8 | Select-Object -First 1", 1)]
    [InlineData("Get-ChildItem $folder -File | Select-Object -First 40 | New-PiecesAsset -ThrottleLimit 8", 40)]
    public async Task The_next_command_stops_a_job(string script, int expected)
    {
        var (files, inputs) = await WriteAsync();
        Connect(Server.Slow);

        var result = RunWithoutErrors(script);

        await ShouldHaveStoredAsync(inputs, result.Output, expected, files);
    }

    [Fact]
    public async Task Ctrl_C_stops_a_job()
    {
        var (files, inputs) = await WriteAsync();
        Connect(Server.Slow);
        var count = 0;
        var output = new List<object?>();

        var call = Session.Script("Get-ChildItem . -File | New-PiecesAsset -ThrottleLimit 8");
        call.OnOutput(asset =>
        {
            output.Add(asset);
            if (++count == 40)
                call.Stop();
        });
        var result = await call.RunAsync();

        result.Stopped.ShouldBeTrue();
        output.Count.ShouldBeGreaterThanOrEqualTo(40);
        await ShouldHaveStoredAsync(inputs, output, output.Count, files);
    }

    [Fact]
    public async Task Ctrl_C_stops_a_removal()
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 92, 100));
        Connect(Server.Slow);
        var removed = new List<string>();

        var call = Session.Script("Get-PiecesAsset -NoContent | Remove-PiecesAsset -Confirm:$false -PassThru");
        call.OnOutput(asset =>
        {
            removed.Add(TextOf(asset, "Id"));
            if (removed.Count == 30)
                call.Stop();
        });
        (await call.RunAsync()).Stopped.ShouldBeTrue();

        await SlowServer.WaitUntilIdleAsync();
        removed.ShouldBe(assets.Take(removed.Count).Select(static asset => asset.Id));
        var left = await Library.GetAssetsAsync();
        left.Select(static asset => asset.Id).ShouldBe(assets.Skip(assets.Count - left.Count).Select(static asset => asset.Id));
        (assets.Count - left.Count).ShouldBeInRange(removed.Count, removed.Count + 1);
    }

    [Fact]
    public async Task Ctrl_C_stops_a_save()
    {
        var assets = await FillLibraryAsync(Materials.Files(seed: 93, 150));
        Connect(Server.Slow);
        var saved = new List<FileInfo>();

        var call = Session.Script("Get-PiecesAsset -NoContent | Save-PiecesAsset -Destination out -ThrottleLimit 8");
        call.OnOutput(file =>
        {
            saved.Add((FileInfo)file!);
            if (saved.Count == 50)
                call.Stop();
        });
        (await call.RunAsync()).Stopped.ShouldBeTrue();

        saved.Zip(assets).Where(static pair => !File.ReadAllBytes(pair.First.FullName).AsSpan().SequenceEqual(pair.Second.Content)).ShouldBeEmpty();

        // Files that were written but not returned are complete too, and there are no partial files.
        var contents = assets.Select(static asset => Convert.ToBase64String(asset.Content)).ToHashSet();
        Directory.GetFiles(Folder.PathOf("out")).Where(file => !contents.Contains(Convert.ToBase64String(File.ReadAllBytes(file)))).ShouldBeEmpty();
    }

    private async Task<(IReadOnlyDictionary<string, Material> Files, IReadOnlyList<Material> Inputs)> WriteAsync()
    {
        var files = WriteFiles(Materials.Files(seed: 91, 250).Where(static file => !file.HasFixedName));
        RunWithoutErrors("$files = Get-ChildItem $folder -File");
        (await Library.GetAssetsAsync()).ShouldBeEmpty();
        return (files, InOrderOf("files", files));
    }

    /// <summary>The output must be the first inputs, unchanged. Besides them, only inputs in progress can be stored, also unchanged.</summary>
    private async Task ShouldHaveStoredAsync(IReadOnlyList<Material> inputs, IReadOnlyList<object?> output, int expected, IReadOnlyDictionary<string, Material> files)
    {
        await SlowServer.WaitUntilIdleAsync();
        var stored = await Library.GetAssetsByIdAsync();
        ShouldMatch([.. inputs.Take(expected)], [.. output.Select(asset => stored[TextOf(asset, "Id")])]);
        stored.Count.ShouldBeInRange(expected, expected + (2 * ThrottleLimit));
        var byName = files.Values.ToDictionary(static file => file.Name);
        stored.Values.Select(asset => byName[asset.Name].DifferenceTo(asset)).Where(static difference => difference is not null).ShouldBeEmpty();
    }
}
