using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Sandbox;

/// <summary>The main scenario, through the cmdlets and against the real sandbox.</summary>
public sealed class MainFlowTests(SampleSandbox sandbox) : IClassFixture<SampleSandbox>, IDisposable
{
    private readonly PowerShellSession _session = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_saved_linked_and_the_link_is_revoked()
    {
        _session.Command<ConnectPiecesOsCommand>().With("Uri", sandbox.Address).Run().ShouldSucceed();
        var file = new FileInfo(_folder.Write("zebra <b>.ps1", "'striped' | Out-Null # <script>alert(1)</script>"));

        var asset = Run<NewPiecesAssetCommand, Asset>(static driver => driver, file);
        asset.Name.ShouldBe("zebra <b>.ps1");
        asset.Language.ShouldBe("ps1");
        Run<SearchPiecesAssetCommand, SearchedAsset>(static driver => driver.With("Query", "striped")).Id.ShouldBe(asset.Id);

        var share = Run<NewPiecesLinkCommand, Share>(static driver => driver, asset);
        var (status, page) = await SampleSandbox.OpenAsync(share.Link!);
        status.ShouldBe(200);
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");

        Run<RevokePiecesLinkCommand, Share>(static driver => driver.With("Confirm", value: false).With("PassThru"), share).ShouldBeSameAs(share);
        (await SampleSandbox.OpenAsync(share.Link!)).Status.ShouldBe(410);

        Command<RemovePiecesAssetCommand>().With("Confirm", value: false).Input(asset).Run().ShouldSucceed();
        Command<GetPiecesAssetCommand>().Input(asset).Run().SingleError().Id().ShouldBe("AssetGone");
    }

    [Fact]
    public void Bytes_round_trip_unchanged()
    {
        Connect();
        var bytes = Enumerable.Range(0, 1000).Select(static number => (byte)(number * 31)).ToArray();
        var asset = Run<NewPiecesAssetCommand, Asset>(static driver => driver, new FileInfo(_folder.Write("data.png", bytes)));

        Command<GetPiecesAssetContentCommand>().With("Id", asset.Id).Run().ShouldSucceed().Output.Single().ShouldBe(bytes);
    }

    [Fact]
    public void Text_round_trips_unchanged()
    {
        Connect();
        const string Text = "tabs\t, quotes \", ünïcode 🎉 and\r\nlines\n";
        var asset = Run<NewPiecesAssetCommand, Asset>(static driver => driver.With("Text", Text).With("Name", "round trip").With("Tag", "kept"));

        asset.Tags.ShouldContain("kept");
        Command<GetPiecesAssetContentCommand>().Input("round trip").Run().ShouldSucceed().Output.ShouldBe([Text]);
    }

    [Fact]
    public void A_share_is_found_by_its_link_changed_scored_and_deleted()
    {
        Connect();
        var asset = Run<NewPiecesAssetCommand, Asset>(static driver => driver.With("Text", "to be shared"));
        var share = Run<NewPiecesShareCommand, Share>(static driver => driver, asset);

        Run<GetPiecesShareCommand, Share>(driver => driver.With("Id", share.Link)).Id.ShouldBe(share.Id);
        Run<GetPiecesShareCommand, Share>(static driver => driver, asset).Id.ShouldBe(share.Id);
        Run<UpdatePiecesShareCommand, Share>(static driver => driver.With("Access", ShareAccess.Private).With("Force"), share).Access.ShouldBe("PRIVATE");
        Run<AddPiecesShareScoreCommand, Share>(static driver => driver.With("PassThru"), share.Short!).Id.ShouldBe(share.Id);
        Command<RemovePiecesShareCommand>().With("Confirm", value: false).Input(share).Run().ShouldSucceed();
        Command<GetPiecesShareCommand>().With("Id", share.Id).Run().SingleError().Id().ShouldBeOneOf("ShareNotFound", "ShareGone");
    }

    [Fact]
    public void A_link_name_can_be_used_only_once()
    {
        Connect();
        var assets = Command<GetPiecesAssetCommand>().With("First", 2).Run().ShouldSucceed().Output.ToArray();
        assets.Length.ShouldBe(2);
        CommandCall Link() => Command<NewPiecesShareCommand>().Input(assets).With("AsCollection").With("Name", "only-once");

        Link().Run().ShouldSucceed().Output.Count.ShouldBe(1);

        var error = Link().Run().SingleError();
        error.Id().ShouldBe("LinkNameTaken");
    }

    [Fact]
    public void An_invalid_id_in_the_middle_of_a_pipeline_causes_one_error()
    {
        Connect();
        var ids = Command<GetPiecesAssetCommand>().With("First", 2).Run().OutputAs<Asset>().Select(static asset => asset.Id).ToArray();
        var missing = Guid.NewGuid();

        var result = Command<GetPiecesAssetCommand>().Input(ids[0], missing, ids[1]).Run();

        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe(ids);
        result.SingleError().Id().ShouldBe("AssetNotFound");
        result.Errors[0].TargetObject.ShouldBe(missing);
    }

    [Fact]
    public async Task WhatIf_changes_nothing_in_the_sandbox()
    {
        Connect();
        var asset = Run<NewPiecesAssetCommand, Asset>(static driver => driver.With("Text", "stays"));
        var before = await sandbox.GetRequestsAsync();

        Command<RemovePiecesAssetCommand>().Input(asset).WhatIf().Run().ShouldSucceed();
        Command<NewPiecesLinkCommand>().Input(asset).WhatIf().Run().ShouldSucceed();

        (await sandbox.GetRequestsAsync()).ShouldBe(before);
    }

    [Fact]
    public void Test_reports_a_healthy_server()
    {
        Connect();

        Command<TestPiecesOsCommand>().Run().ShouldSucceed().Output.ShouldBe([true]);
        var status = Run<TestPiecesOsCommand, PiecesOsStatus>(static driver => driver.With("Detailed"));
        status.IsCloudConnected.ShouldBeTrue();
        status.Problem.ShouldBeNull();
        status.Version.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_watch_starts_with_the_existing_assets_and_ends_after_the_specified_number_of_events()
    {
        Connect();

        var result = Command<WatchPiecesAssetCommand>().With("IncludeExisting").With("MaxEvent", 3).With("Timeout", 20).Run().ShouldSucceed();

        result.OutputAs<PiecesAssetEvent>().Select(static change => change.AssetId).Distinct().Count().ShouldBe(3);
    }

    private void Connect() => _session.Command<ConnectPiecesOsCommand>().With("Uri", sandbox.Address).Run().ShouldSucceed();

    private CommandCall Command<T>()
        where T : System.Management.Automation.Cmdlet => _session.Command<T>();

    /// <summary>The only output object of a command without errors.</summary>
    private TOutput Run<T, TOutput>(Func<CommandCall, CommandCall> prepare, params object[] input)
        where T : System.Management.Automation.Cmdlet
    {
        var driver = prepare(Command<T>());
        return (input.Length > 0 ? driver.Input(input) : driver).Run().ShouldSucceed().OutputAs<TOutput>().ShouldHaveSingleItem();
    }
}
