using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>No error contains a user name or password from an address, and a connection of another user is not reused.</summary>
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
    public void No_part_of_an_error_contains_the_password(Type command, string parameter, string? address)
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

    /// <summary>Some proxies echo the password in an error page. Characters are escaped, and the header has another form of the password.</summary>
    [Theory]
    [InlineData("bad password s3cretpw", 400)]
    [InlineData(@"{""error"":""not s3cretpw, not YWRhOnMzY3JldHB3""}", 200)]
    [InlineData(@"{""message"":""bad password s\u0033cretpw""}", 400)]
    [InlineData("<pre>Authorization: Basic YWRhOnMzY3JldHB3</pre>", 400)]
    [InlineData("user=ada&password=s3%63retpw", 400)]
    public void A_password_that_the_server_echoes_is_redacted(string body, int status)
    {
        using var connection = new PiecesOsConnection(new UriBuilder(Server.Address) { UserName = "ada", Password = Secret }.Uri);
        Server.On("GET /assets", Reply.Status(status, body, "Content-Type: application/json"));

        var result = Session.Command<GetPiecesAssetCommand>().With("Connection", connection).With("Verbose").With("Debug").Run();

        var error = result.SingleError();
        var shown = string.Join("\n", result.Verbose.Concat(result.Debug).Concat([error.ToString(), error.Exception.ToString(), error.ErrorDetails!.Message]));
        shown.ShouldContain("***");
        foreach (var form in new[] { Secret, "s3%63ret", "0033cret", "YWRhOnMzY3JldHB3" })
            shown.ShouldNotContain(form, Case.Insensitive);
    }

    [Fact]
    public void An_address_with_another_user_is_a_different_connection()
    {
        using var connection = new PiecesOsConnection(new UriBuilder(Server.Address) { UserName = "ada", Password = Secret }.Uri);

        connection.IsTo(Server.Address).ShouldBeTrue();
        connection.IsTo(new UriBuilder(Server.Address) { UserName = "ada", Password = Secret }.Uri).ShouldBeTrue();
        connection.IsTo(new UriBuilder(Server.Address) { UserName = "bob", Password = "x" }.Uri).ShouldBeFalse();
    }
}
