using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

public sealed class TestConnectionTests : CmdletTest
{
    private const string User = """{"user":{"id":"u","name":"Ada Lovelace"ALLOCATION}}""";

    [Theory]
    [InlineData("ok:00000000-0000-4000-8000-000000001234", true)]
    [InlineData("OK", false)]
    [InlineData("okay", false)]
    [InlineData("ok:<html>", false)]
    [InlineData("<!DOCTYPE html><title>ok</title>", false)]
    [InlineData("starting", false)]
    public void Health_is_the_result_that_the_server_reports(string health, bool expected)
    {
        Server.On("GET /.well-known/health", Reply.Text(health));

        Command<TestPiecesOsCommand>().Run().ShouldSucceed().Output.ShouldBe([expected]);

        Server.Log.ShouldBe(["GET /.well-known/health"]);
    }

    [Fact]
    public void A_failing_server_is_a_result_and_not_an_error()
    {
        Server.On("GET /.well-known/health", Reply.Status(500, "on fire"));

        Command<TestPiecesOsCommand>().Run().ShouldSucceed().Output.ShouldBe([false]);

        var status = Command<TestPiecesOsCommand>().With("Detailed").Run().ShouldSucceed().OutputAs<PiecesOsStatus>().Single();
        status.IsHealthy.ShouldBeFalse();
        status.Uri.ShouldBe(Server.Address);
        status.Problem!.ShouldContain("on fire");
    }

    [Fact]
    public void A_missing_server_is_a_result_and_not_an_error()
    {
        var status = Command<TestPiecesOsCommand>().With("Connection", ClosedPort.Address).With("Detailed").Run()
            .ShouldSucceed().OutputAs<PiecesOsStatus>().Single();

        status.IsHealthy.ShouldBeFalse();
        status.Uri.ShouldBe(ClosedPort.Address);
        status.Problem!.ShouldContain("No server responds");
    }

    [Theory]
    [InlineData(""","allocation":{"status":{"cloud":"RUNNING"}}""", true, null)]
    [InlineData("", false, "The personal cloud is not connected, so links cannot be created.")]
    public void Detailed_reports_version_user_and_cloud(string allocation, bool isConnected, string? problem)
    {
        Prepare(User.Replace("ALLOCATION", allocation, System.StringComparison.Ordinal));

        var status = Detailed();

        status.IsHealthy.ShouldBeTrue();
        status.Version.ShouldBe("12.4.1");
        status.User.ShouldBe("Ada Lovelace");
        status.IsCloudConnected.ShouldBe(isConnected);
        status.Problem.ShouldBe(problem);
    }

    [Fact]
    public void Detailed_reports_that_no_user_is_signed_in()
    {
        Prepare("{}");

        var status = Detailed();

        status.User.ShouldBeNull();
        status.Problem.ShouldBe("No user is signed in, so links cannot be created.");
    }

    private PiecesOsStatus Detailed() =>
        Command<TestPiecesOsCommand>().With("Detailed").Run().ShouldSucceed().OutputAs<PiecesOsStatus>().Single();

    private void Prepare(string user) => Server
        .On("GET /.well-known/health", Reply.Text("ok:00000000-0000-4000-8000-000000000001"))
        .On("GET /.well-known/version", Reply.Text("12.4.1"))
        .On("GET /user", Reply.Json(user));
}
