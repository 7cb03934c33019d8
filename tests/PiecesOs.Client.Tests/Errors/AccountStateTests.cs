using System.Text.Json;
using System.Net;
using PiecesOs.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Errors;

/// <summary>Users and servers with which links do not work.</summary>
public class AccountStateTests
{
    [Fact]
    public async Task Signed_out_there_is_no_user_and_no_link()
    {
        await using var sandbox = await Sandbox.StartAsync("--account", "signed-out");

        (await Should.ThrowAsync<RestStatusException>(() => sandbox.Pieces.System.UserSnapshotAsync())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await sandbox.Pieces.System.ConnectAsync("1.0")).User.ShouldBeNull();
        await EveryLinkOperationShouldFailAsync(sandbox, 511);
    }

    [Fact]
    public async Task Without_a_cloud_there_is_a_user_but_no_link()
    {
        await using var sandbox = await Sandbox.StartAsync("--account", "no-cloud");

        var user = await sandbox.Pieces.System.UserSnapshotAsync();

        user!.Name.ShouldBe("Sandbox User");
        user.IsCloudConnected.ShouldBeFalse();
        user.CloudStatus.ShouldBeNull();
        await EveryLinkOperationShouldFailAsync(sandbox, 511);
    }

    [Fact]
    public async Task An_outdated_server_makes_no_links()
    {
        await using var sandbox = await Sandbox.StartAsync("--outdated");

        await EveryLinkOperationShouldFailAsync(sandbox, 505);
    }

    [Fact]
    public async Task Without_github_there_is_no_gist_but_a_link()
    {
        await using var sandbox = await Sandbox.StartAsync("--github", "none");
        var gist = JsonElement.Parse("""{"iterable":[{"github":{"gist":{"name":"g"}}}]}""");

        var failure = await ShouldFailAsync(412, () => sandbox.Pieces.Linkify.LinkifyAsync(new LinkifyBody { Seed = sandbox.Seed("a gist"), Distributions = gist }).ToListAsync().AsTask());

        failure.ServerMessage.Text.ShouldContain("Github", Case.Insensitive);
        (await sandbox.Pieces.Linkify.LinkifyAsync(new LinkifyBody { Seed = sandbox.Seed("no gist") }).ToListAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(100 * 1024)]
    [InlineData(4 * 1024 * 1024)]
    public async Task Too_large_a_body_is_refused_also_while_it_is_still_being_sent(int size)
    {
        await using var sandbox = await Sandbox.StartAsync("--max-body", "65536");
        var seed = new SeedBody
        {
            Application = sandbox.Application,
            Content = SeedContent.FromBytes(() => new MemoryStream(new byte[size]), size, "zeros.bin"),
        };

        await ShouldFailAsync(413, () => sandbox.Pieces.Linkify.LinkifyAsync(new LinkifyBody { Seed = seed }).ToListAsync().AsTask());
        await ShouldFailAsync(413, () => sandbox.Pieces.Assets.AssetsCreateNewAssetAsync(seed));
        await ShouldFailAsync(413, () => sandbox.Pieces.Linkify.LinkifyMultipleAsync([new string('x', 70_000)], ShareAccess.Public).ToListAsync().AsTask());
    }

    private static async Task EveryLinkOperationShouldFailAsync(Sandbox sandbox, int status)
    {
        var asset = await sandbox.CreateAsync("works without a cloud");
        await ShouldFailAsync(status, () => sandbox.LinkAsync(asset));
        await ShouldFailAsync(status, () => sandbox.Pieces.Linkify.LinkifyMultipleAsync([asset.Id!], ShareAccess.Public).ToListAsync().AsTask());
        await ShouldFailAsync(status, () => sandbox.Pieces.Linkify.LinkifyShareRevokeAsync(asset.Id!));
    }

    private static async Task<RestStatusException> ShouldFailAsync(int status, Func<Task> call)
    {
        var failure = await Should.ThrowAsync<RestStatusException>(call);
        failure.Status.ShouldBe((HttpStatusCode)status);
        return failure;
    }
}
