using System;
using System.Linq;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>A user name and password in an address are in no error, and a connection of another user is not used.</summary>
public sealed class PasswordInAddressTests : CmdletTest
{
    private const string Secret = "s3cretpw";

    [Theory]
    [InlineData(typeof(ConnectPiecesOsCommand), "Uri", "http://ada:s3cretpw@127.0.0.1:null")]
    [InlineData(typeof(ConnectPiecesOsCommand), "Uri", "ftp://ada:s3cretpw@127.0.0.1:9")]
    [InlineData(typeof(ConnectPiecesOsCommand), "Uri", "ada:s3cretpw@host")]
    [InlineData(typeof(ConnectPiecesOsCommand), "Uri", null)]
    [InlineData(typeof(GetPiecesAssetCommand), "Connection", "http://ada:s3cretpw@127.0.0.1:null")]
    [InlineData(typeof(GetPiecesAssetCommand), "Connection", null)]
    [InlineData(typeof(ConnectCloudflareSharingCommand), "BaseUri", "http://ada:s3cretpw@127.0.0.1:null")]
    [InlineData(typeof(ConnectCloudflareSharingCommand), "BaseUri", "https://ada:s3cretpw@example.com/client/v4")]
    public void It_is_in_no_part_of_an_error(Type command, string parameter, string? address)
    {
        address ??= new UriBuilder(ClosedPort.Address) { UserName = "ada", Password = Secret }.Uri.AbsoluteUri;
        var call = Session.Command(command).With(parameter, address);
        if (command == typeof(ConnectCloudflareSharingCommand))
            call = call.With("ApiToken", new System.Net.NetworkCredential(string.Empty, new string('t', 40)).SecurePassword);

        var result = call.Run();

        var error = result.Terminating ?? result.Errors.Single();
        foreach (var text in new[] { error.ToString(), error.Exception.ToString(), error.TargetObject?.ToString(), error.ErrorDetails?.Message, error.CategoryInfo.TargetName })
            (text ?? string.Empty).ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public void A_server_that_repeats_it_does_not_get_it_shown(int status)
    {
        Server.On("GET /assets", Reply.Json($$"""{"error":"not {{Secret}}, not YWRhOnMzY3JldHB3"}""", status));
        using var connection = new PiecesOsConnection(new UriBuilder(Server.Address) { UserName = "ada", Password = Secret }.Uri);

        var result = Session.Command<GetPiecesAssetCommand>().With("Connection", connection).With("Verbose").With("Debug").Run();

        var error = result.SingleError();
        foreach (var text in result.Debug.Append(error.ToString()).Append(error.Exception.ToString()))
        {
            text.ShouldNotContain(Secret);
            text.ShouldNotContain("YWRhOnMzY3JldHB3");
        }
    }

    [Fact]
    public void An_address_with_another_user_is_another_connection()
    {
        using var connection = new PiecesOsConnection(new UriBuilder(Server.Address) { UserName = "ada", Password = Secret }.Uri);

        connection.IsTo(Server.Address).ShouldBeTrue();
        connection.IsTo(new UriBuilder(Server.Address) { UserName = "ada", Password = Secret }.Uri).ShouldBeTrue();
        connection.IsTo(new UriBuilder(Server.Address) { UserName = "bob", Password = "x" }.Uri).ShouldBeFalse();
    }
}
