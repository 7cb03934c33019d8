using System.Management.Automation;
using PiecesOs.Module.Tests.Connection;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>Connections from arguments, environment variables, and sessions.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ConnectTests : CloudflareTest
{
    private static readonly string[] s_variables =
        ["CLOUDFLARE_API_TOKEN", "CLOUDFLARE_EMAIL", "CLOUDFLARE_API_KEY", "CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_BASE_URL"];

    public ConnectTests()
    {
        foreach (var variable in s_variables)
            Environment.SetEnvironmentVariable(variable, value: null);
        Server.On($"GET {Shares}", Reply.Json(CloudflareSample.Page(CloudflareSample.Share("s1"))));
    }

    [Fact]
    public void A_token_connects_the_session_and_sends_nothing()
    {
        var connection = Connect().With("ApiToken", Secret(Token)).With("AccountId", "acc").With("TimeoutSec", 5.5).Run().ShouldSucceed()
            .OutputAs<CloudflareSharingConnection>().Single();

        Server.Requests.ShouldBeEmpty();
        connection.BaseUri.ShouldBe(new Uri(Server.Address, "client/v4/"));
        connection.TimeoutSec.ShouldBe(5.5);
        Run<GetCloudflareSharingConnectionCommand>().Output.Single().ShouldBeSameAs(connection);
        Run<GetCloudflareShareCommand>().Output.Count.ShouldBe(1);
        using var other = new PowerShellSession();
        other.Command<GetCloudflareSharingConnectionCommand>().Run().ShouldSucceed().Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_is_specified_with_an_email_address_or_as_a_credential(bool asCredential)
    {
        var driver = asCredential
            ? Connect().With("ApiKey", new PSCredential("me@example.com", Secret("k-123")))
            : Connect().With("ApiKey", Secret("k-123")).With("Email", "me@example.com");

        driver.Run().ShouldSucceed().OutputAs<CloudflareSharingConnection>().Single().Authentication.ShouldBe("API key of me@example.com");
    }

    [Fact]
    public void A_missing_value_has_its_own_error()
    {
        Connect().Run().SingleError().Id().ShouldBe("CloudflareNotConnected");
        Connect().With("ApiKey", Secret("k")).Run().SingleError().Id().ShouldBe("CloudflareEmailRequired");
        var unconnected = Session.Command<GetCloudflareShareCommand>().Run();
        (unconnected.Terminating ?? unconnected.SingleError()).Id().ShouldBe("CloudflareNotConnected");
        using var connection = CloudflareSharingConnection.FromApiToken(Token, accountId: null, BaseUri);
        Session.Command<GetCloudflareShareCommand>().With("Connection", connection).Run().SingleError().Id().ShouldBe("CloudflareAccountRequired");
    }

    [Theory]
    [InlineData("http://192.0.2.1/client/v4", "InsecureAddress")]
    [InlineData("ftp://127.0.0.1/", "InvalidAddress")]
    [InlineData("https://user:pass@example.com/", "InvalidAddress")]
    public void A_secret_is_not_sent_to_an_unsafe_address(string address, string id)
    {
        var error = Session.Command<ConnectCloudflareSharingCommand>().With("ApiToken", Secret(Token)).With("BaseUri", new Uri(address)).Run().SingleError();

        error.Id().ShouldBe(id);
        error.Message().ShouldNotContain("pass");
    }

    [Fact]
    public void Environment_variables_are_enough_for_a_runbook()
    {
        Set(("CLOUDFLARE_API_TOKEN", Token), ("CLOUDFLARE_ACCOUNT_ID", "acc"), ("CLOUDFLARE_BASE_URL", BaseUri.ToString()));

        Run<GetCloudflareShareCommand>().Output.Count.ShouldBe(1);
        var connection = Run<GetCloudflareSharingConnectionCommand>().Output.Single();
        Run<GetCloudflareSharingConnectionCommand>().Output.Single().ShouldBeSameAs(connection);

        Set(("CLOUDFLARE_API_TOKEN", null), ("CLOUDFLARE_EMAIL", "e@example.com"), ("CLOUDFLARE_API_KEY", "k"));
        ((CloudflareSharingConnection)Run<GetCloudflareSharingConnectionCommand>().Output.Single()!).Authentication.ShouldBe("API key of e@example.com");
    }

    [Fact]
    public void Arguments_override_variables_and_an_invalid_variable_is_named()
    {
        Set(("CLOUDFLARE_API_TOKEN", "other"), ("CLOUDFLARE_ACCOUNT_ID", "other"), ("CLOUDFLARE_BASE_URL", BaseUri.ToString()));
        Session.Command<ConnectCloudflareSharingCommand>().With("AccountId", "acc").Run().ShouldSucceed()
            .OutputAs<CloudflareSharingConnection>().Single().AccountId.ShouldBe("acc");

        Set(("CLOUDFLARE_BASE_URL", "nonsense"));
        Session.Command<ConnectCloudflareSharingCommand>().Run().SingleError().ErrorDetails!.RecommendedAction.ShouldContain("CLOUDFLARE_BASE_URL");
        using var fresh = new PowerShellSession();
        fresh.Command<GetCloudflareSharingConnectionCommand>().Run().SingleError().Id().ShouldBe("InvalidAddress");
    }

    [Fact]
    public void Disconnect_closes_the_connection_of_the_session()
    {
        var connection = Connect().With("ApiToken", Secret(Token)).With("AccountId", "acc").Run().ShouldSucceed().Output.Single();

        Run<DisconnectCloudflareSharingCommand>();

        Run<GetCloudflareSharingConnectionCommand>().Output.ShouldBeEmpty();
        Session.Command<GetCloudflareShareCommand>().With("Connection", connection).Run().SingleError().Id().ShouldBe("ConnectionClosed");
        Run<DisconnectCloudflareSharingCommand>();
    }

    public override async System.Threading.Tasks.ValueTask DisposeAsync()
    {
        foreach (var variable in s_variables)
            Environment.SetEnvironmentVariable(variable, value: null);
        await base.DisposeAsync();
    }

    private static void Set(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }

    private CommandCall Connect() => Session.Command<ConnectCloudflareSharingCommand>().With("BaseUri", BaseUri);

    private CommandResult Run<T>()
        where T : Cmdlet => Session.Command<T>().Run().ShouldSucceed();
}
