using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Conventions;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>-TimeoutSec on a cmdlet limits only that cmdlet, even if others share the connection.</summary>
public sealed class TimeoutSecTests : FileTest
{
    private static readonly string s_id = Sample.Id(1);

    /// <summary>The calls that need other arguments than <see cref="DefaultCall"/>, and second calls of some cmdlets.</summary>
    private static readonly Dictionary<string, string> s_calls = new(StringComparer.Ordinal)
    {
        ["Connect-PiecesOs"] = "Connect-PiecesOs $pieces.Uri",
        ["Get-PiecesAsset by id"] = "Get-PiecesAsset $id -Connection $pieces",
        ["Get-PiecesAsset by name"] = "Get-PiecesAsset -Name x -Connection $pieces",
        ["Get-PiecesAssetContent by name"] = "Get-PiecesAssetContent 'a name' -Connection $pieces",
        ["Search-PiecesAsset"] = "Search-PiecesAsset x -Connection $pieces",
        ["Update-PiecesAsset"] = "Update-PiecesAsset $id -Name x -Connection $pieces",
        ["Update-PiecesAsset of tags"] = "Update-PiecesAsset $id -AddTag x -Connection $pieces",
        ["Update-PiecesShare"] = "Update-PiecesShare $id -Name x -Connection $pieces",
        ["Remove-PiecesAsset by name"] = "Remove-PiecesAsset 'a name' -Confirm:$false -Connection $pieces",
        ["Save-PiecesAsset"] = "Save-PiecesAsset $id -Destination . -Connection $pieces",
        ["Export-PiecesLibrary"] = "Export-PiecesLibrary ./new -Connection $pieces",
        ["Import-PiecesLibrary"] = "Import-PiecesLibrary ./export -Connection $pieces",
        ["New-CloudflareShare"] = "New-CloudflareShare x -Resource @{ ResourceId = 'r'; ResourceType = 't' } -RecipientAccountId a -Connection $cloudflare",
        ["Set-CloudflareShare"] = "Set-CloudflareShare s x -Connection $cloudflare",
        ["Add-CloudflareShareRecipient"] = "Add-CloudflareShareRecipient s a -Connection $cloudflare",
        ["Set-CloudflareShareRecipient"] = "Set-CloudflareShareRecipient s a -Connection $cloudflare",
        ["Remove-CloudflareShareRecipient"] = "Remove-CloudflareShareRecipient r s -Confirm:$false -Connection $cloudflare",
        ["Sync-CloudflareShare"] = "@{ name = 'x'; recipients = @(@{ accountId = 'a' }); resources = @(@{ resourceId = 'r'; resourceType = 't' }) } | Sync-CloudflareShare -Connection $cloudflare",
        ["Export-CloudflareShare"] = "Export-CloudflareShare ([IO.Path]::GetRandomFileName()) -Connection $cloudflare",
        ["Add-CloudflareShareExcludedRecipient"] = "Add-CloudflareShareExcludedRecipient s a -Connection $cloudflare",
        ["Set-CloudflareShareExcludedRecipient"] = "Set-CloudflareShareExcludedRecipient s a -Connection $cloudflare",
        ["Remove-CloudflareShareExcludedRecipient"] = "Remove-CloudflareShareExcludedRecipient e s -Confirm:$false -Connection $cloudflare",
        ["Add-CloudflareShareResource"] = "Add-CloudflareShareResource s r t -Connection $cloudflare",
        ["Set-CloudflareShareResource"] = "Set-CloudflareShareResource r s -Meta @{ a = 1 } -Connection $cloudflare",
        ["Remove-CloudflareShareResource"] = "Remove-CloudflareShareResource r s -Confirm:$false -Connection $cloudflare",
    };

    /// <summary>
    /// Every cmdlet that waits for a response and reports an error, and the other calls. A watch ends by itself, a sandbox
    /// and a lasting server are processes, and Test-PiecesOs returns the problem.
    /// </summary>
    public static TheoryData<string> Calls => [.. ModuleUnderTest.Cmdlets
        .Where(static cmdlet => typeof(AsyncCmdlet).IsAssignableFrom(cmdlet)).Select(static cmdlet => cmdlet.Name())
        .Where(static name => !name.StartsWith("Watch-", StringComparison.Ordinal))
        .Except(["Start-PiecesSandbox", "Stop-PiecesSandbox", "Start-PiecesServer", "Stop-PiecesServer", "Backup-PiecesServer", "Connect-CloudflareSharing", "Test-PiecesOs"])
        .Union(s_calls.Keys, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_cmdlet_ends_at_its_limit_and_the_error_names_the_limit(string call)
    {
        if (call == "Import-PiecesLibrary")
            await ExportAsync();
        await using var silent = ScriptedServer.Start(Reply.Stall());

        var result = Run(silent, $"{(s_calls.TryGetValue(call, out var command) ? command : DefaultCall(call))} -TimeoutSec 0.3");

        var error = result.SingleError();
        error.Id().ShouldBeOneOf("RequestTimedOut", "OutcomeUnknown");
        error.CategoryInfo.Category.ShouldBe(error.Id() == "RequestTimedOut" ? ErrorCategory.OperationTimeout : ErrorCategory.InvalidResult);
        error.Message().ShouldContain(" received no response within 0.3 seconds.");
        if (error.Id() == "RequestTimedOut")
            error.ErrorDetails!.RecommendedAction.ShouldBe("Allow more time with -TimeoutSec.");
        else
            error.ErrorDetails!.RecommendedAction.ShouldEndWith("before you repeat it with a longer -TimeoutSec.");
    }

    [Fact]
    public async Task Test_PiecesOs_returns_false_and_reports_the_reason()
    {
        await using var silent = ScriptedServer.Start(Reply.Stall());

        var status = Run(silent, "Test-PiecesOs -Detailed -TimeoutSec 0.3 -Connection $pieces").ShouldSucceed().OutputAs<PiecesOsStatus>().ShouldHaveSingleItem();

        status.IsHealthy.ShouldBeFalse();
        status.Problem.ShouldBe("get_well_known_health received no response within 0.3 seconds.");
    }

    [Fact]
    public void Each_limit_is_reported_with_its_value()
    {
        Server.On("GET /assets", Reply.Stall(Reply.Head(200, Reply.Length(1000)) + "{\"iterable\":["))
            .On("GET /.well-known/health", Reply.Stall(Reply.Head(200, Reply.Length(1000)) + "o"));

        Command<GetPiecesAssetCommand>().With("TimeoutSec", 1.0).Run().SingleError().Message()
            .ShouldBe("The response to assets_snapshot stopped: the server sent nothing for 1 second.");
        var status = Command<TestPiecesOsCommand>().With("TimeoutSec", 1.0).With("Detailed").Run().OutputAs<PiecesOsStatus>().Single();
        status.Problem!.ShouldContain(" 1 second.");
    }

    /// <summary>More time does not help against a server that sends only a byte now and then.</summary>
    [Fact]
    public void If_the_minimum_rate_ended_the_request_the_advice_is_not_to_wait_longer()
    {
        var error = ErrorFactory.Create(new RestCore.RequestTimedOutException("x", TimeSpan.FromSeconds(30), RestCore.TimeLimit.Rate), target: null);

        error.Message().ShouldBe("The response to x is too slow: the server sent less than 1 KB a second for 30 seconds.");
        error.ErrorDetails!.RecommendedAction.ShouldNotContain("-TimeoutSec");
    }

    [Fact]
    public void A_watch_recommends_the_limit_of_the_connection()
    {
        using var hasty = new PiecesOsConnection(Server.Address, TimeSpan.FromSeconds(0.3));
        Server.On("GET /assets/stream", Reply.Stall());

        var error = Session.Command<WatchPiecesAssetCommand>().With("Connection", hasty).Run().SingleError();

        error.Id().ShouldBe("RequestTimedOut");
        error.ErrorDetails!.RecommendedAction.ShouldBe("Allow more time with Connect-PiecesOs -TimeoutSec.");
    }

    [Fact]
    public async Task It_can_be_longer_than_the_limit_of_the_connection()
    {
        using var hasty = new PiecesOsConnection(Server.Address, TimeSpan.FromSeconds(0.2));
        var gate = new TaskCompletionSource();
        Server.On("GET /assets", Reply.After(() => gate.Task, Reply.Json(Sample.Assets(1))));

        Command<GetPiecesAssetCommand>().With("Connection", hasty).Run().SingleError().Id().ShouldBe("RequestTimedOut");
        var patient = Command<GetPiecesAssetCommand>().With("Connection", hasty).With("TimeoutSec", 60.0).RunAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        patient.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        (await patient).ShouldSucceed().Output.Count.ShouldBe(1);
        hasty.TimeoutSec.ShouldBe(0.2);
    }

    /// <summary>Two cmdlets that resolve a name at the same time share one list only if they have the same limit.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_ends_only_its_own_wait_for_a_shared_list(bool isHastyFirst)
    {
        var gate = new TaskCompletionSource();
        Server.On("GET /assets", Reply.After(() => gate.Task, Reply.Json(Sample.Assets(1)))).On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1)));
        using var other = new PowerShellSession();
        var hasty = other.Command<GetPiecesAssetContentCommand>().With("Connection", Connection).With("TimeoutSec", 1.0).Input("asset 1");
        var patient = Command<GetPiecesAssetContentCommand>().Input("asset 1");

        var first = (isHastyFirst ? hasty : patient).RunAsync();
        await Server.WaitForRequestsAsync(1, "/assets");
        var second = (isHastyFirst ? patient : hasty).RunAsync();

        var error = (await (isHastyFirst ? first : second)).SingleError();
        error.Id().ShouldBe("RequestTimedOut");
        error.Message().ShouldContain("within 1 second.");
        (isHastyFirst ? second : first).IsCompleted.ShouldBeFalse();
        gate.SetResult();
        (await (isHastyFirst ? second : first)).ShouldSucceed().Output.ShouldBe(["Get-Date"]);
    }

    [Fact]
    public async Task Cmdlets_with_the_same_limit_share_one_list()
    {
        var gate = new TaskCompletionSource();
        Server.On("GET /assets", Reply.After(() => gate.Task, Reply.Json(Sample.Assets(1, 2)))).On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1)))
            .On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2)));
        using var other = new PowerShellSession();

        var one = Command<GetPiecesAssetContentCommand>().With("TimeoutSec", 50.0).Input("asset 1").RunAsync();
        await Server.WaitForRequestsAsync(1, "/assets");
        var two = other.Command<GetPiecesAssetContentCommand>().With("Connection", Connection).With("TimeoutSec", 50.0).Input("asset 2").RunAsync();
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        gate.SetResult();

        (await one).ShouldSucceed();
        (await two).ShouldSucceed();
        Server.Requests.Count(static request => request.Path == "/assets").ShouldBe(1);
    }

    /// <summary>All cmdlets of a connection share the registration, but each has its own limit.</summary>
    [Fact]
    public async Task It_ends_only_its_own_wait_for_a_shared_registration()
    {
        var gate = new TaskCompletionSource();
        Server.On("POST /connect", Reply.After(() => gate.Task, Reply.Json(Sample.Context()))).On("POST /assets/create", Reply.Json(Sample.Asset(1)));
        using var other = new PowerShellSession();

        var patient = Command<NewPiecesAssetCommand>().With("Text", "x").RunAsync();
        await Server.WaitForRequestsAsync(1, "/connect");
        var hasty = other.Command<NewPiecesAssetCommand>().With("Connection", Connection).With("TimeoutSec", 0.5).With("Text", "y").RunAsync();

        (await hasty).SingleError().Message().ShouldContain("within 0.5 seconds");
        patient.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        (await patient).ShouldSucceed().OutputAs<Asset>().ShouldHaveSingleItem();
    }

    /// <summary>Single records are read one at a time. A cmdlet waits for its turn no longer than for a response.</summary>
    [Fact]
    public async Task It_also_limits_the_wait_behind_another_cmdlet()
    {
        var gate = new TaskCompletionSource();
        Server.On($"GET /assets/{s_id}", Reply.After(() => gate.Task, Reply.Json(Sample.Asset(1)))).On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2)));
        using var other = new PowerShellSession();

        var patient = Command<GetPiecesAssetCommand>().With("Id", s_id).RunAsync();
        await Server.WaitForRequestsAsync(1, $"/assets/{s_id}");
        var hasty = other.Command<GetPiecesAssetCommand>().With("Connection", Connection).With("TimeoutSec", 1.0).With("Id", Sample.Id(2)).RunAsync();

        (await hasty).ShouldSucceed().Output.Count.ShouldBe(1);
        patient.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        (await patient).ShouldSucceed();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("86401")]
    public void A_limit_outside_the_range_is_rejected(string seconds) =>
        Session.Run($"Get-PiecesAsset -TimeoutSec {seconds}").TerminatingException.ShouldBeAssignableTo<ParameterBindingException>();

    private CommandResult Run(ScriptedServer server, string script)
    {
        using var pieces = new PiecesOsConnection(server.Address);
        using var cloudflare = CloudflareSharingConnection.FromApiToken("tok", "acc", server.Address);
        return Session.Run(script, ("pieces", pieces), ("cloudflare", cloudflare), ("id", s_id));
    }

    private async Task ExportAsync()
    {
        await using var server = ScriptedServer.Start().On("GET /assets", Reply.Json(Sample.Assets(1))).On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1)))
            .On($"GET /assets/{s_id}/formats", Reply.Json(Sample.List())).On("GET /.well-known/version", Reply.Text("12.4.1"))
            .On("GET /shares", Reply.Json(Sample.List()));
        Run(server, "Export-PiecesLibrary ./export -Connection $pieces").ShouldSucceed();
    }

    /// <summary>The cmdlet with an ID, if it requires input.</summary>
    private static string DefaultCall(string name)
    {
        var cmdlet = ModuleUnderTest.Cmdlets.Single(cmdlet => cmdlet.Name() == name);
        var data = cmdlet.Attribute();
        var needsInput = cmdlet.Parameters().SelectMany(static parameter => parameter.GetCustomAttributes(typeof(ParameterAttribute), inherit: false).Cast<ParameterAttribute>())
            .Any(parameter => parameter is { Mandatory: true, Position: 0 } && (parameter.ParameterSetName == data.DefaultParameterSetName || parameter.ParameterSetName == ParameterAttribute.AllParameterSets));
        var connection = typeof(CloudflareCmdlet).IsAssignableFrom(cmdlet) ? "$cloudflare" : "$pieces";
        return $"{name}{(needsInput ? " $id" : string.Empty)}{(data.ConfirmImpact == ConfirmImpact.High ? " -Confirm:$false" : string.Empty)} -Connection {connection}";
    }
}
