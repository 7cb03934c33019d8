using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

public sealed class ConnectTests : CmdletTest
{
    [Fact]
    public void It_registers_and_returns_the_connection_details()
    {
        var result = Connect().With("TimeoutSec", 7.5).Run().ShouldSucceed();

        var connection = result.OutputAs<PiecesOsConnection>().Single();
        connection.Uri.ShouldBe(Server.Address);
        connection.Version.ShouldBe("12.4.1");
        connection.TimeoutSec.ShouldBe(7.5);
        connection.User!.Name.ShouldBe("Ada");
        connection.Application!.Name.ShouldBe("OPEN_SOURCE");
        connection.ToString().ShouldBe(Server.Address.ToString());
        var application = Server.RequestTo("/connect").Json.GetProperty("application");
        application.GetProperty("name").GetString().ShouldBe("OPEN_SOURCE");
        application.GetProperty("version").GetString()!.ShouldMatch(@"^\d+\.\d+\.\d+");
        application.GetProperty("platform").GetString().ShouldBeOneOf("LINUX", "MACOS", "WINDOWS");
    }

    [Fact]
    public void Cmdlets_without_a_connection_use_the_session_connection()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));
        Connect().Run().ShouldSucceed();

        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Server.Log.ShouldBe(["GET /assets?transferables=true"]);
    }

    [Fact]
    public void Another_session_does_not_see_the_connection()
    {
        Connect().Run().ShouldSucceed();
        using var other = new PowerShellSession();

        other.Command<GetPiecesOsConnectionCommand>().Run().ShouldSucceed().Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_argument_overrides_the_session_connection()
    {
        await using var other = StartServer();
        other.On("GET /assets", Reply.Json(Sample.Assets(1)));
        Connect().Run().ShouldSucceed();

        Command<GetPiecesAssetCommand>().With("Connection", other.Address).Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Server.Log.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("uri")]
    [InlineData("deserialized")]
    public void A_connection_can_be_an_address(string form)
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));
        object connection = form switch
        {
            "text" => Server.Address.ToString(),
            "uri" => Server.Address,
            _ => Deserialized(),
        };

        Command<GetPiecesAssetCommand>().With("Connection", connection).Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("no address")]
    [InlineData("/relative")]
    public void A_connection_that_is_not_a_web_address_is_rejected(string address)
    {
        var result = Command<GetPiecesAssetCommand>().With("Connection", address).Run();

        result.TerminatingException!.Message.ShouldContain("is neither a connection nor an http or https address");
    }

    [Fact]
    public void Several_connections_or_none_are_rejected_in_words()
    {
        object[] two = [Server.Address, Server.Address];

        Command<GetPiecesAssetCommand>().With("Connection", two).Run().TerminatingException!.Message.ShouldContain("There are 2 values. Specify one connection.");
        Session.Command<GetCloudflareShareCommand>().With("Connection", two).Run().TerminatingException!.Message.ShouldContain("There are 2 values. Specify one connection.");
        Command<GetPiecesAssetCommand>().With("Connection", null).Run().TerminatingException!.Message.ShouldContain("The value is null.");
        Session.Command<GetCloudflareShareCommand>().With("Connection", null).Run().TerminatingException!.Message.ShouldContain("The value is null.");
        Server.Log.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("relative")]
    public void Connecting_to_an_address_that_is_not_a_web_address_is_an_error(string address)
    {
        var error = Session.Command<ConnectPiecesOsCommand>().With("Uri", address).Run().SingleError();

        error.Id().ShouldBe("InvalidAddress");
        error.TargetObject.ShouldBe(new Uri(address, UriKind.RelativeOrAbsolute));
        error.ErrorDetails!.RecommendedAction.ShouldContain("http://");
    }

    [Fact]
    public void A_rejected_registration_leaves_the_session_unchanged()
    {
        Server.On("POST /connect", Reply.Status(500, "no"));

        Connect().Run().SingleError().Id().ShouldBe("ServerError");

        Session.Command<GetPiecesOsConnectionCommand>().Run().Output.ShouldBeEmpty();
    }

    [Fact]
    public void Get_returns_the_session_connection_and_sends_nothing()
    {
        var connection = Connect().Run().Output.Single();

        Session.Command<GetPiecesOsConnectionCommand>().Run().ShouldSucceed().Output.Single().ShouldBeSameAs(connection);

        Server.Log.ShouldBeEmpty();
    }

    [Fact]
    public void Disconnect_closes_and_removes_the_session_connection()
    {
        var connection = Connect().Run().Output.Single();

        Session.Command<DisconnectPiecesOsCommand>().Run().ShouldSucceed().Output.ShouldBeEmpty();

        Session.Command<GetPiecesOsConnectionCommand>().Run().Output.ShouldBeEmpty();
        var error = Command<GetPiecesAssetCommand>().With("Connection", connection).Run().SingleError();
        error.Id().ShouldBe("ConnectionClosed");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Connect-PiecesOs");
    }

    [Fact]
    public void Disconnecting_another_connection_leaves_the_session_connection_open()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));
        Connect().Run().ShouldSucceed();

        Session.Command<DisconnectPiecesOsCommand>().Input(Connection).Run().ShouldSucceed();

        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(1);
        Command<GetPiecesAssetCommand>().Run().SingleError().Id().ShouldBe("ConnectionClosed");
    }

    [Fact]
    public void Disconnecting_without_a_connection_is_not_an_error() =>
        Session.Command<DisconnectPiecesOsCommand>().Run().ShouldSucceed();

    private CommandCall Connect() => Session.Command<ConnectPiecesOsCommand>().With("Uri", Server.Address);

    private PSObject Deserialized()
    {
        var custom = new PSObject();
        custom.Properties.Add(new PSNoteProperty("Uri", Server.Address.ToString()));
        return custom;
    }
}
