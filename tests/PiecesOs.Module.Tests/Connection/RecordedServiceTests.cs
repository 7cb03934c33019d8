using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>Health, version, user and registration as recorded from real servers.</summary>
public sealed class RecordedServiceTests : CmdletTest
{
    private const string Hosts =
        """
        "urls":{"base":{"status":"RUNNING","url":"b"},"id":{"status":"FAILED","url":"i"},"vanity":{"status":"FAILED","url":"v"} }
        """;

    private const string Allocation =
        $$"""
        "allocation":{"id":"a","status":{"cloud":"RUNNING"},{{Hosts}} }
        """;

    public RecordedServiceTests() => Server.On("GET /.well-known/health", Reply.Text("ok:00000000-0000-4000-8000-000000000001")).On("GET /.well-known/version", Reply.Text("12.4.1"));

    [Theory]
    [InlineData(401, "")]
    [InlineData(401, "Unauthorized")]
    [InlineData(500, "{\"error\":\"Internal Server Error\",\"eventId\":\"1\"}")]
    [InlineData(500, "bare text")]
    public void A_missing_user_means_that_no_user_is_signed_in_and_the_server_is_healthy(int status, string body)
    {
        Server.On("GET /user", Reply.Status(status, body));

        var result = Status();

        result.IsHealthy.ShouldBeTrue();
        result.User.ShouldBeNull();
        result.Version.ShouldBe("12.4.1");
        result.IsCloudConnected.ShouldBeFalse();
        result.Problem.ShouldBe("No user is signed in, so links cannot be created.");
    }

    [Theory]
    [InlineData("\"ok:6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13\"", true)]
    [InlineData("\"OK:6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13\"\n", true)]
    [InlineData("\"OK\"\n", false)]
    [InlineData("\"migrating\"", false)]
    public void Health_can_be_quoted(string health, bool isHealthy)
    {
        Server.On("GET /.well-known/health", Reply.Text(health));

        Command<TestPiecesOsCommand>().Run().ShouldSucceed().Output.ShouldBe([isHealthy]);
    }

    [Theory]
    [InlineData("\"12.6.2\"", "12.6.2")]
    [InlineData("12.6.29-staging", "12.6.29-staging")]
    [InlineData("\"12.6.29-staging\"", "12.6.29-staging")]
    [InlineData("\"", null)]
    [InlineData("<html><title>Sign in</title></html>", null)]
    public void A_version_can_be_quoted_or_a_staging_version(string text, string? version)
    {
        Server.On("GET /.well-known/version", Reply.Text(text)).On("GET /user", Reply.Json("{}"));

        Status().Version.ShouldBe(version);
    }

    [Fact]
    public void Failed_link_hosts_are_reported_while_the_cloud_is_running()
    {
        Server.On("GET /user", Reply.Json($$"""{"user":{"id":"u","email":"a@b.example","apiKeys":{},{{Allocation}} } }"""));

        var status = Status();

        status.IsCloudConnected.ShouldBeTrue();
        status.FailedLinkHosts.ShouldBe(["id", "vanity"]);
        status.Problem.ShouldBe("The personal cloud is connected, but the hosts of links have failed (id and vanity): links can be created, but they may not open.");
    }

    [Fact]
    public void Connecting_warns_about_failed_link_hosts()
    {
        Server.On("POST /connect", Reply.Json(ContextWithFailedHosts));

        var result = Session.Command<ConnectPiecesOsCommand>().With("Uri", Server.Address).Run().ShouldSucceed();

        result.Warnings.ShouldHaveSingleItem().ShouldContain("the hosts of links have failed");
    }

    [Fact]
    public void Creating_links_warns_once_about_failed_link_hosts()
    {
        Server.On("POST /connect", Reply.Json(ContextWithFailedHosts)).On("POST /linkify", Reply.Json(Sample.List(Sample.Share(1))));

        var result = Command<NewPiecesLinkCommand>().Input(Sample.AssetObject(1), Sample.AssetObject(2)).Run().ShouldSucceed();

        result.Output.Count.ShouldBe(2);
        result.Warnings.ShouldHaveSingleItem().ShouldContain("links can be created, but they may not open");
    }

    [Fact]
    public void A_failed_link_is_reported_from_its_own_response_even_if_registration_also_fails()
    {
        Server.On("POST /connect", Reply.Status(500, "no")).On("POST /linkify", Reply.Status(511, "cloud"));

        Command<NewPiecesLinkCommand>().Input(Sample.AssetObject(1)).Run().SingleError().Id().ShouldBe("CloudNotConnected");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rejected_registration_does_not_prevent_reading(bool isDropped)
    {
        Server.On("POST /connect", Refusal(isDropped)).On("GET /assets", Reply.Json(Sample.Assets(1)));

        var result = Session.Command<ConnectPiecesOsCommand>().With("Uri", Server.Address).Run().ShouldSucceed();

        result.Warnings.ShouldHaveSingleItem().ShouldStartWith("Pieces OS did not register this module: ");
        var connection = result.OutputAs<PiecesOsConnection>().Single();
        (connection.Version, connection.Application, connection.User).ShouldBe(("12.4.1", null, null));
        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_rejected_registration_seeds_use_the_default_application_of_the_module(bool isDropped)
    {
        Server.On("POST /connect", Refusal(isDropped)).On("POST /assets/create", Reply.Json(Sample.Asset(1)));

        Command<NewPiecesAssetCommand>().With("Text", "Get-Date").Run().ShouldSucceed().Output.Count.ShouldBe(1);

        var application = Server.RequestTo("/assets/create").Json.GetProperty("asset").GetProperty("application");
        application.EnumerateObject().Select(static member => member.Name).ShouldBe(["id", "name", "version", "platform", "onboarded", "privacy"]);
        application.GetProperty("name").GetString().ShouldBe("OPEN_SOURCE");
        Guid.TryParse(application.GetProperty("id").GetString(), out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true, "ConnectionLost")]
    [InlineData(false, "RequestRejected")]
    public void An_unhealthy_server_that_rejects_registration_is_not_connected(bool isDropped, string error)
    {
        Server.On("POST /connect", Refusal(isDropped)).On("GET /.well-known/health", Reply.Status(404, "what?"));

        Session.Command<ConnectPiecesOsCommand>().With("Uri", Server.Address).Run().SingleError().Id().ShouldBe(error);
    }

    [Fact]
    public void An_application_stored_under_another_name_is_registered()
    {
        Server.On("POST /connect", Reply.Json(Sample.Context().Replace("\"OPEN_SOURCE\"", "\"UNKNOWN\"", StringComparison.Ordinal)));

        var result = Session.Command<ConnectPiecesOsCommand>().With("Uri", Server.Address).Run().ShouldSucceed();

        result.OutputAs<PiecesOsConnection>().Single().Application!.Name.ShouldBe("UNKNOWN");
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_JSON_body_is_read_whatever_its_content_type()
    {
        Server.On("GET /assets", Reply.Status(200, Sample.Assets(1), "Content-Type: text/html"));

        Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    private static string ContextWithFailedHosts =>
        Sample.Context().Replace("\"allocation\":{\"status\":{\"cloud\":\"RUNNING\"}}", Allocation, StringComparison.Ordinal);

    private static Func<ServerConnection, Task> Refusal(bool isDropped) =>
        isDropped ? Reply.Drop() : Reply.Status(400, "Application Failed to connect, Please ensure this is a valid integration.");

    private PiecesOsStatus Status() =>
        Command<TestPiecesOsCommand>().With("Detailed").Run().ShouldSucceed().OutputAs<PiecesOsStatus>().Single();
}
