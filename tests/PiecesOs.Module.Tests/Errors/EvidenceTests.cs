using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Errors;

/// <summary>Changes whose response was lost or is not what was expected. No cmdlet reports success without evidence.</summary>
public sealed class EvidenceTests : CmdletTest
{
    private const string Page = "<!DOCTYPE html><html><head><title>Sign in to Wi-Fi</title></head><body><p>x</p></body></html>";

    private static readonly string s_id = Sample.Id(1);

    /// <summary>Each change: its route, the cmdlet, and the cmdlet that shows the outcome.</summary>
    public static TheoryData<string, string, string> Changes => new()
    {
        { $"POST /assets/{s_id}/delete", "Remove-PiecesAsset", "Get-PiecesAsset" },
        { "POST /assets/create", "New-PiecesAsset", "Get-PiecesAsset" },
        { $"POST /shares/{s_id}/delete", "Remove-PiecesShare", "Get-PiecesShare" },
        { "POST /shares/create", "New-PiecesShare", "Get-PiecesShare" },
        { "POST /share/update", "Update-PiecesShare", "Get-PiecesShare" },
        { $"POST /share/{s_id}/scores/increment", "Add-PiecesShareScore", "Get-PiecesShare" },
        { "POST /linkify", "New-PiecesLink", "Get-PiecesShare" },
        { $"POST /linkify/{s_id}/revoke", "Revoke-PiecesLink", "Get-PiecesShare" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void An_HTML_page_is_not_a_success(string route, string command, string check)
    {
        Server.On(route, Reply.Status(200, Page, "Content-Type: text/html"));

        var error = Run(command, Connection);

        error.Id().ShouldBe("MalformedResponse");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidData);
        error.Message().ShouldContain("may have been made");
        error.Message().ShouldContain(route.Split(' ')[1]);
        error.Message().ShouldNotContain("<p>");
        ShouldNotRecommendRetry(error, check);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_lost_connection_leaves_the_outcome_unknown(string route, string command, string check)
    {
        Server.On(route, Reply.Drop());

        var error = Run(command, Connection);

        error.Id().ShouldBe("OutcomeUnknown");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidResult);
        error.Message().ShouldContain("may have been made");
        ShouldNotRecommendRetry(error, check);
        Server.Log.Count(line => line == route).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_response_timeout_leaves_the_outcome_unknown(string route, string command, string check)
    {
        Server.On(route, Reply.Stall());
        using var hasty = new PiecesOsConnection(Server.Address, TimeSpan.FromSeconds(1.5));

        var error = Run(command, hasty);

        error.Id().ShouldBe("OutcomeUnknown");
        error.Message().ShouldContain("received no response within 1.5 seconds. The change may have been made.");
        ShouldNotRecommendRetry(error, check, " with a longer -TimeoutSec");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_server_error_recommends_what_to_check_first(string route, string command, string check)
    {
        Server.On(route, Reply.Status(502, "bad gateway"));

        var error = Run(command, Connection);

        error.Id().ShouldBe("ServerError");
        ShouldNotRecommendRetry(error, check);
    }

    [Fact]
    public void Each_of_several_inputs_is_the_target_of_its_own_error()
    {
        Server.On("POST /assets/create", Reply.Drop());

        var errors = Command<NewPiecesAssetCommand>().Input("one", "two", "three").Run().Errors;

        errors.Select(static error => error.Id()).ShouldBe(["OutcomeUnknown", "OutcomeUnknown", "OutcomeUnknown"]);
        errors.Select(static error => error.TargetObject).ShouldBe(["one", "two", "three"]);
    }

    private static void ShouldNotRecommendRetry(ErrorRecord error, string check, string how = "")
    {
        error.ErrorDetails!.RecommendedAction.ShouldBe($"Run {check} to see whether the change was made before you repeat it{how}.");
        error.Message().ShouldNotContain("again");
    }

    private ErrorRecord Run(string command, PiecesOsConnection connection)
    {
        Server.On($"GET /share/{s_id}", Reply.Json(Sample.Share(1)));
        CommandCall call = command switch
        {
            "Remove-PiecesAsset" => CommandWithoutConfirm<RemovePiecesAssetCommand>().Input(s_id),
            "New-PiecesAsset" => Command<NewPiecesAssetCommand>().Input("text"),
            "Remove-PiecesShare" => CommandWithoutConfirm<RemovePiecesShareCommand>().Input(s_id),
            "New-PiecesShare" => Command<NewPiecesShareCommand>().Input(Sample.AssetObject(1)),
            "Update-PiecesShare" => Command<UpdatePiecesShareCommand>().Input(s_id).With("Name", "n"),
            "Add-PiecesShareScore" => Command<AddPiecesShareScoreCommand>().Input(s_id),
            "New-PiecesLink" => Command<NewPiecesLinkCommand>().Input(Sample.AssetObject(1)),
            _ => CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(s_id),
        };
        var result = call.With("Connection", connection).Run();
        result.Output.ShouldBeEmpty();
        return result.SingleError();
    }
}
