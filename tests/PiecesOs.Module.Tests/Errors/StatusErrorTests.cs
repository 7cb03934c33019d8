using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Errors;

/// <summary>The error for each HTTP status: the table of errors in the design.</summary>
public sealed class StatusErrorTests : CmdletTest
{
    private static readonly string s_id = Sample.Id(1);

    [Theory]
    [InlineData(400, "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(401, "NotAuthenticated", ErrorCategory.AuthenticationError)]
    [InlineData(403, "NotAuthorized", ErrorCategory.PermissionDenied)]
    [InlineData(404, "AssetNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(410, "AssetGone", ErrorCategory.ObjectNotFound)]
    [InlineData(418, "UnexpectedStatus", ErrorCategory.InvalidResult)]
    [InlineData(500, "ServerError", ErrorCategory.InvalidResult)]
    [InlineData(501, "PiecesOsOutdated", ErrorCategory.NotInstalled)]
    [InlineData(593, "PiecesOsOutdated", ErrorCategory.NotInstalled)]
    public void Reading_an_asset(int status, string id, ErrorCategory category)
    {
        Server.On($"GET /assets/{s_id}", Reply.Status(status, "the server's own words"));

        var error = Command<GetPiecesAssetCommand>().With("Id", s_id).Run().SingleError();

        ShouldBe(error, id, category, s_id, $"{s_id}: the server's own words");
        Server.Log.Count(static request => request.StartsWith("GET /assets/", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Without_a_local_profile_the_advice_says_where_the_data_remain()
    {
        Server.On("GET /assets", Reply.Status(401));

        var error = Command<GetPiecesAssetCommand>().Run().SingleError();

        error.Id().ShouldBe("NotAuthenticated");
        error.ErrorDetails.RecommendedAction.ShouldContain("local profile");
        error.ErrorDetails.RecommendedAction.ShouldContain("com.pieces.os");
        Server.Log.Count(static request => request == "GET /assets").ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(404, "ShareNotFound")]
    [InlineData(410, "ShareGone")]
    public void Reading_a_share(int status, string id)
    {
        Server.On($"GET /shares/{s_id}", Reply.Status(status, "words"));

        var error = Command<GetPiecesShareCommand>().With("Id", s_id).Run().SingleError();

        ShouldBe(error, id, ErrorCategory.ObjectNotFound, s_id, $"{s_id}: words");
    }

    [Theory]
    [InlineData(412, "GitHubNotConnected", ErrorCategory.ResourceUnavailable)]
    [InlineData(429, "RateLimited", ErrorCategory.LimitsExceeded)]
    [InlineData(409, "Conflict", ErrorCategory.ResourceExists)]
    [InlineData(501, "PiecesOsOutdated", ErrorCategory.NotInstalled)]
    [InlineData(502, "ServerError", ErrorCategory.InvalidResult)]
    [InlineData(505, "PiecesOsOutdated", ErrorCategory.NotInstalled)]
    [InlineData(511, "CloudNotConnected", ErrorCategory.AuthenticationError)]
    public void Linking_an_asset_is_not_retried(int status, string id, ErrorCategory category)
    {
        Server.On("POST /linkify", Reply.Status(status, "words"));
        var asset = Sample.AssetObject(1, "mine");

        var error = Command<NewPiecesLinkCommand>().Input(asset).Run().SingleError();

        ShouldBe(error, id, category, asset, "mine: words");
        Server.Log.ShouldBe(["POST /linkify"]);
    }

    [Fact]
    public void The_error_for_a_link_that_is_too_large_reports_how_much_was_sent()
    {
        Server.On("POST /linkify", Reply.Status(413, "words"));
        var asset = Sample.AssetObject(1, "mine");

        var error = Command<NewPiecesLinkCommand>().Input(asset).Run().SingleError();

        var size = ViewText.Size(Server.RequestTo("/linkify").Body.Length);
        ShouldBe(error, "PayloadTooLarge", ErrorCategory.LimitsExceeded, asset, $"mine: words ({size} were sent)");
    }

    [Theory]
    [InlineData(409, "LinkNameTaken", ErrorCategory.ResourceExists, "-Name")]
    [InlineData(417, "AssetNotBackedUp", ErrorCategory.InvalidOperation, "Back")]
    public void Linking_a_collection(int status, string id, ErrorCategory category, string action)
    {
        Server.On("POST /linkify/multiple", Reply.Status(status, "words"));

        var error = Command<NewPiecesLinkCommand>().Input(s_id, Sample.Id(2)).With("AsCollection").With("Name", "taken").Run().SingleError();

        error.Id().ShouldBe(id);
        error.CategoryInfo.Category.ShouldBe(category);
        error.TargetObject.ShouldBe(new object[] { s_id, Sample.Id(2) });
        error.Message().ShouldEndWith("words");
        error.ErrorDetails!.RecommendedAction.ShouldContain(action);
    }

    [Fact]
    public void The_target_of_a_failed_collection_describes_it()
    {
        Server.On("POST /linkify/multiple", Reply.Status(409, "The name is taken"));

        var error = Command<NewPiecesLinkCommand>().Input(s_id, Sample.Id(2)).With("AsCollection").With("Name", "taken").Run().SingleError();

        error.Message().ShouldNotContain("Object[]");
        error.Message().ShouldContain(s_id);
    }

    [Theory]
    [InlineData(409, "Conflict")]
    [InlineData(511, "CloudNotConnected")]
    public void Sharing_an_asset(int status, string id)
    {
        Server.On("POST /shares/create", Reply.Status(status, "words"));

        Command<NewPiecesShareCommand>().Input(Sample.AssetObject(1)).Run().SingleError().Id().ShouldBe(id);
    }

    [Fact]
    public void The_error_names_a_name_that_is_already_in_use()
    {
        Server.On("POST /shares/create", Reply.Status(409, "words"))
            .On($"GET /share/{s_id}", Reply.Json(Sample.Share(1))).On("POST /share/update", Reply.Status(409, "words"));

        var created = Command<NewPiecesShareCommand>().Input(Sample.AssetObject(1)).With("Name", "MINE").Run().SingleError();
        var updated = Command<UpdatePiecesShareCommand>().Input(s_id).With("Name", "MINE").Run().SingleError();

        created.Id().ShouldBe("LinkNameTaken");
        updated.Id().ShouldBe("LinkNameTaken");
        created.Message().ShouldContain("'MINE' is already in use");
        Command<UpdatePiecesShareCommand>().Input(s_id).With("Access", "Public").Run().SingleError().Id().ShouldBe("Conflict");
    }

    [Theory]
    [InlineData(typeof(NewPiecesLinkCommand))]
    [InlineData(typeof(NewPiecesShareCommand))]
    public void A_private_link_without_users_is_rejected_before_anything_is_sent(Type command)
    {
        var argument = Session.Command(command).With("Connection", Connection).With("Access", "Private").With("Asset", Sample.AssetObject(1)).Run();
        var input = Session.Command(command).With("Connection", Connection).With("Access", "Private").Input(Sample.AssetObject(1)).Run();
        var collection = Session.Command(command).With("Connection", Connection).With("Access", "Private").With("AsCollection").Input(Sample.AssetObject(1)).Run();

        argument.Terminating!.Id().ShouldBe("UsersRequired");
        argument.Terminating!.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        argument.Terminating!.ErrorDetails!.RecommendedAction.ShouldContain("-User");
        input.SingleError().Id().ShouldBe("UsersRequired");
        collection.SingleError().Id().ShouldBe("UsersRequired");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"error":"from json","eventId":"e-42"}""", "from json (event e-42)")]
    [InlineData("""{"message":"a message"}""", "a message")]
    [InlineData("", "the server returned 500 without a message.")]
    public void The_message_comes_from_the_text_the_JSON_or_the_status(string body, string words)
    {
        Server.On($"GET /assets/{s_id}", Reply.Status(500, body));

        Command<GetPiecesAssetCommand>().With("Id", s_id).Run().SingleError().Message().ShouldBe($"{s_id}: {words}");
    }

    [Fact]
    public void An_ID_that_the_server_names_is_not_repeated()
    {
        Server.On($"GET /assets/{s_id}", Reply.Status(404, $"Asset not found: {s_id}"));

        Command<GetPiecesAssetCommand>().With("Id", s_id).Run().SingleError().Message().ShouldBe($"Asset not found: {s_id}");
    }

    [Fact]
    public void A_rate_limit_error_reports_when_to_try_again()
    {
        Server.On("POST /linkify", Reply.Status(429, "slow down", "Retry-After: 90"));

        var error = Command<NewPiecesLinkCommand>().Input(Sample.AssetObject(1)).Run().SingleError();

        error.ErrorDetails!.RecommendedAction.ShouldBe("Try again in 90 seconds.");
    }

    [Fact]
    public void A_read_waits_as_long_as_the_server_requests_and_then_retries()
    {
        Server.On($"GET /assets/{s_id}", Reply.Status(429, "slow down", "Retry-After: 0"), Reply.Status(503, "busy"), Reply.Json(Sample.Asset(1)));

        Command<GetPiecesAssetCommand>().With("Id", s_id).Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Server.Log.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(429, "RateLimited", ErrorCategory.LimitsExceeded)]
    [InlineData(503, "ServerError", ErrorCategory.InvalidResult)]
    public void A_read_fails_after_the_last_retry(int status, string id, ErrorCategory category)
    {
        Server.On($"GET /assets/{s_id}", Reply.Status(status, "busy"));

        var error = Command<GetPiecesAssetCommand>().With("Id", s_id).Run().SingleError();

        ShouldBe(error, id, category, s_id, $"{s_id}: busy");
        Server.Log.Count(static request => request.StartsWith("GET /assets/", StringComparison.Ordinal)).ShouldBe(3);
    }

    private static void ShouldBe(ErrorRecord error, string id, ErrorCategory category, object target, string words)
    {
        error.Id().ShouldBe(id);
        error.CategoryInfo.Category.ShouldBe(category);
        error.TargetObject.ShouldBe(target);
        error.ErrorDetails!.Message.ShouldBe(words);
        error.ErrorDetails.RecommendedAction.ShouldNotBeEmpty();
    }
}
