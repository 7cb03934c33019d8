using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Errors;

/// <summary>Servers that are unreachable, do not respond, close the connection early, or send something else.</summary>
public sealed class ConnectionErrorTests : CmdletTest
{
    private static readonly string s_id = Sample.Id(1);

    [Fact]
    public void The_connection_is_refused()
    {
        var error = Command<GetPiecesAssetCommand>().With("Connection", ClosedPort.Address).With("Id", s_id).Run().SingleError();

        error.Id().ShouldBe("ServerNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ConnectionError);
        error.TargetObject.ShouldBe(s_id);
        error.Message().ShouldContain(ClosedPort.Address.ToString());
        error.ErrorDetails!.RecommendedAction.ShouldContain("Start Pieces OS");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Connect-PiecesOs -Uri");
    }

    [Fact]
    public void Without_input_the_target_is_the_address()
    {
        var error = Command<GetPiecesAssetCommand>().With("Connection", ClosedPort.Address).Run().SingleError();

        error.Id().ShouldBe("ServerNotFound");
        error.TargetObject.ShouldBe(ClosedPort.Address);
    }

    [Fact]
    public void The_server_does_not_respond_in_time()
    {
        Server.On($"GET /assets/{s_id}", Reply.Stall());
        using var hasty = new PiecesOsConnection(Server.Address, System.TimeSpan.FromSeconds(0.2));

        var error = Command<GetPiecesAssetCommand>().With("Connection", hasty).With("Id", s_id).Run().SingleError();

        error.Id().ShouldBe("RequestTimedOut");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.OperationTimeout);
        error.TargetObject.ShouldBe(s_id);
        error.Message().ShouldContain("assets_specific_asset_snapshot received no response within 0.2 seconds");
        error.ErrorDetails!.RecommendedAction.ShouldContain("-TimeoutSec");
    }

    [Fact]
    public void A_change_is_not_repeated_when_its_connection_breaks()
    {
        Server.On($"POST /assets/{s_id}/delete", Reply.Drop());

        var error = CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", s_id).Run().SingleError();

        error.Id().ShouldBe("OutcomeUnknown");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidResult);
        error.TargetObject.ShouldBe(s_id);
        error.Message().ShouldContain("may have been made");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Get-PiecesAsset");
        Server.Log.Count.ShouldBe(1);
    }

    [Fact]
    public void A_read_is_repeated_when_its_connection_breaks()
    {
        Server.On($"GET /assets/{s_id}", Reply.Drop(), Reply.Json(Sample.Asset(1)));

        Command<GetPiecesAssetCommand>().With("Id", s_id).Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Server.Log.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("<html>not Pieces</html>")]
    [InlineData("")]
    [InlineData("{\"id\":")]
    public void A_response_that_is_not_JSON(string body)
    {
        Server.On($"GET /assets/{s_id}", Reply.Json(body));

        var error = Command<GetPiecesAssetCommand>().With("Id", s_id).Run().SingleError();

        error.Id().ShouldBe("MalformedResponse");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidData);
        error.TargetObject.ShouldBe(s_id);
        error.Message().ShouldContain($"assets_specific_asset_snapshot from {Server.Address}assets/{s_id} is malformed at byte");
        error.ErrorDetails!.RecommendedAction.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_incomplete_list_returns_its_complete_elements_and_one_error(bool insideAnElement)
    {
        var part = $$"""{"iterable":[{{Sample.Asset(1)}},{{Sample.Asset(2)}}""" + (insideAnElement ? ",{\"id\":\"thi" : string.Empty);
        Server.On("GET /assets", Reply.BreakOff(part));

        var result = Command<GetPiecesAssetCommand>().Run();

        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe([Sample.Id(1), Sample.Id(2)]);
        var error = result.SingleError();
        error.Id().ShouldBe("MalformedResponse");
        error.Message().ShouldContain($"assets_snapshot from {Server.Address}assets is malformed at byte");
        Server.Log.Count.ShouldBe(1);
    }

    [Fact]
    public void A_redirect_to_another_host_is_not_followed()
    {
        Server.On("GET /assets", Reply.Status(302, string.Empty, "Location: http://other.invalid/assets"));

        var error = Command<GetPiecesAssetCommand>().Run().SingleError();

        error.Id().ShouldBe("RedirectRefused");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.SecurityError);
        error.Message().ShouldContain("other.invalid");
        error.ErrorDetails!.RecommendedAction.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_registration_without_an_application_is_malformed()
    {
        Server.On("POST /connect", Reply.Json("{}"));

        var error = Command<NewPiecesAssetCommand>().With("Text", "x").Run().SingleError();

        error.Id().ShouldBe("MalformedResponse");
        error.TargetObject.ShouldBe("x");
    }
}
