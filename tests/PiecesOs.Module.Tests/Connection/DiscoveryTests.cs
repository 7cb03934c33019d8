using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>Without a connection the server is found. These tests change the environment, so no other test runs beside them.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class DiscoveryTests : CmdletTest
{
    private const string Variable = "PIECES_OS_URL";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    [Fact]
    public void The_variable_names_the_server_and_the_session_keeps_it()
    {
        Environment.SetEnvironmentVariable(Variable, Server.Address.ToString());
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));

        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Session.Command<GetPiecesOsConnectionCommand>().Run().OutputAs<PiecesOsConnection>().Single().Uri.ShouldBe(Server.Address);
    }

    [Fact]
    public void Connect_without_an_address_takes_the_variable()
    {
        Environment.SetEnvironmentVariable(Variable, Server.Address.ToString());

        Session.Command<ConnectPiecesOsCommand>().Run().ShouldSucceed().OutputAs<PiecesOsConnection>().Single().Uri.ShouldBe(Server.Address);
    }

    [Fact]
    public async Task A_found_server_that_is_gone_is_looked_for_again()
    {
        var first = StartServer();
        first.On("GET /assets", Reply.Json(Sample.Assets(1)));
        Environment.SetEnvironmentVariable(Variable, first.Address.ToString());
        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed();
        await first.DisposeAsync();
        Environment.SetEnvironmentVariable(Variable, Server.Address.ToString());
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));

        Session.Command<GetPiecesAssetCommand>().Run().SingleError().Id().ShouldBe("ServerNotFound");
        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(typeof(GetPiecesAssetCommand))]
    [InlineData(typeof(ConnectPiecesOsCommand))]
    public void A_variable_that_is_no_address_is_an_error_that_names_it(Type command)
    {
        Environment.SetEnvironmentVariable(Variable, "ftp://nowhere");

        var result = Session.Command(command).Run();

        var error = result.Terminating ?? result.Errors.ShouldHaveSingleItem();
        error.Id().ShouldBe("InvalidAddress");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        error.Words().ShouldContain("PIECES_OS_URL is 'ftp://nowhere'");
        error.ErrorDetails!.RecommendedAction.ShouldNotBeEmpty();
    }

    [Fact]
    public void No_server_anywhere_ends_the_pipeline_with_one_error_that_helps()
    {
        Environment.SetEnvironmentVariable(Variable, value: null);
        Assert.SkipWhen((bool)Session.Command<TestPiecesOsCommand>().Run().Output.Single()!, "A Pieces OS runs on this machine.");

        var result = Session.Command<GetPiecesAssetCommand>().Input(Sample.Id(1), Sample.Id(2)).Run();

        result.Errors.ShouldBeEmpty();
        var error = result.Terminating.ShouldNotBeNull();
        error.Id().ShouldBe("ServerNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ConnectionError);
        error.Words().ShouldContain("39300-39333, 1000, 5323");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Connect-PiecesOs -Uri");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Start-PiecesSandbox");
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Environment.SetEnvironmentVariable(Variable, _before);
        await base.DisposeAsync();
    }
}
