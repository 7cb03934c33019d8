using System.Net;
using System.Runtime.InteropServices;
using PiecesOs.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Service;

[Collection(SandboxCollections.Assets)]
public class SystemTests(Sandbox sandbox)
{
    [Fact]
    public async Task Health_is_ok_and_an_id()
    {
        var exchange = await sandbox.RecordAsync(pieces => pieces.System.GetWellKnownHealthAsync());

        exchange.ShouldHaveSent("get_well_known_health", "GET /.well-known/health");
        exchange.Result.Text.ShouldMatch("^ok:[0-9a-f-]{36}$");
    }

    [Fact]
    public async Task Version_is_the_plain_number()
    {
        var exchange = await sandbox.RecordAsync(pieces => pieces.System.GetWellKnownVersionAsync());

        exchange.ShouldHaveSent("get_well_known_version", "GET /.well-known/version");
        exchange.Result.Text.ShouldMatch(@"^\d+\.\d+\.\d+$");
    }

    [Fact]
    public async Task Text_answers_lose_mark_and_line_end()
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "\uFEFF12.4.1\r\n"));
        using var pieces = new TestPieces(server.Address);

        (await pieces.Client.System.GetWellKnownVersionAsync()).Text.ShouldBe("12.4.1");
    }

    [Fact]
    public async Task Connect_registers_as_open_source_on_this_platform()
    {
        var exchange = await sandbox.RecordAsync(pieces => pieces.System.ConnectAsync("2.5.0"));

        var platform = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "WINDOWS" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "MACOS" : "LINUX";
        exchange.ShouldHaveSentBody("connect", "POST /connect", """{"application":{"name":"OPEN_SOURCE","version":"2.5.0","platform":""" + $"\"{platform}\"}}}}");
        exchange.Result.Application!.Name.ShouldBe("OPEN_SOURCE");
        exchange.Result.Application.Version.ShouldBe("2.5.0");
        exchange.Result.Application.Platform.ShouldBe(platform);
        exchange.Result.Application.Id.ShouldNotBeNullOrEmpty();
        exchange.Result.Application.IsOnboarded.ShouldBe(false);
        exchange.Result.Application.Privacy.ShouldBe("OPEN");
        exchange.Result.Version.ShouldBe((await sandbox.Pieces.System.GetWellKnownVersionAsync()).Text);
        Guid.TryParse(exchange.Result.Os, out _).ShouldBeTrue();
        exchange.Result.User!.Email.ShouldBe("sandbox@example.com");
    }

    [Fact]
    public async Task A_refused_connect_keeps_the_servers_words()
    {
        const string Words = "Application Failed to connect, Please ensure this is a valid integration.";
        await using var server = ScriptedServer.Start(Reply.Status(400, Words, "Content-Type: text/plain"));
        using var pieces = new TestPieces(server.Address);

        var failure = await Should.ThrowAsync<RestStatusException>(() => pieces.Client.System.ConnectAsync("1.0"));

        failure.Status.ShouldBe(HttpStatusCode.BadRequest);
        failure.Operation.ShouldBe("connect");
        failure.ServerMessage.Text.ShouldBe(Words);
    }

    [Fact]
    public async Task User_signed_in_with_a_cloud()
    {
        var exchange = await sandbox.RecordAsync(pieces => pieces.System.UserSnapshotAsync());

        exchange.ShouldHaveSent("user_snapshot", "GET /user");
        var user = exchange.Result!;
        user.Name.ShouldBe("Sandbox User");
        user.Email.ShouldBe("sandbox@example.com");
        user.UserName.ShouldBeNull();
        user.VanityName.ShouldBeNull();
        user.IsCloudConnected.ShouldBeTrue();
        user.CloudStatus.ShouldBe("RUNNING");
        (await sandbox.CreateAsync("by this user")).Creator.ShouldBe("");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"user":null}""")]
    public async Task No_user_is_null(string answer)
    {
        await using var server = ScriptedServer.Start(Reply.Json(answer));
        using var pieces = new TestPieces(server.Address);

        (await pieces.Client.System.UserSnapshotAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        await using var server = ScriptedServer.Refusing();
        using var pieces = new TestPieces(server.Address);

        var failure = await Should.ThrowAsync<ServerUnreachableException>(() => pieces.Client.System.ConnectAsync("1.0"));

        failure.Address.ShouldBe(server.Address);
        failure.Operation.ShouldBe("connect");
    }
}
