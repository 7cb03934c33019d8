using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Requests;

public class LinkifyBodyTests
{
    private static readonly Asset s_asset = new(JsonElement.Parse("""{"id":"a", "future":[1.0]}"""));

    private static readonly SeedBody s_seed = new()
    {
        Application = new Application(JsonElement.Parse("""{"id":"app"}""")),
        Content = SeedContent.FromText("x"),
    };

    [Fact]
    public async Task An_asset_goes_as_it_came() =>
        (await Wire.TextOfAsync(new LinkifyBody { Asset = s_asset })).ShouldBe("""{"access":"PUBLIC","asset":{"id":"a", "future":[1.0]}}""");

    [Fact]
    public async Task A_seed_goes_whole() =>
        (await Wire.TextOfAsync(new LinkifyBody { Seed = s_seed })).ShouldBe($$"""{"access":"PUBLIC","seed":{{await Wire.TextOfAsync(s_seed)}}}""");

    [Fact]
    public async Task Users_are_one_group_of_addresses() =>
        (await Wire.TextOfAsync(new LinkifyBody { Asset = s_asset, Access = ShareAccess.Private, UserEmails = ["a@x.example", "b@x.example"] })).ShouldBe(
            """{"access":"PRIVATE","users":[{"emails":["a@x.example","b@x.example"]}],"asset":{"id":"a", "future":[1.0]}}""");

    [Fact]
    public async Task Distributions_are_sent_unchanged() =>
        (await Wire.TextOfAsync(new LinkifyBody { Asset = s_asset, Distributions = JsonElement.Parse("""{"iterable":[{"mailgun":{"recipients":{}}}]}""") })).ShouldBe(
            """{"access":"PUBLIC","distributions":{"iterable":[{"mailgun":{"recipients":{}}}]},"asset":{"id":"a", "future":[1.0]}}""");

    [Theory]
    [InlineData(1024, false)]
    [InlineData((1024 * 1024) + 1, true)]
    public void A_large_seed_makes_a_large_body(int length, bool isLarge)
    {
        var seed = new SeedBody { Application = s_seed.Application, Content = SeedContent.FromText(new string('x', length)) };

        new LinkifyBody { Seed = seed }.IsLarge.ShouldBe(isLarge);
        new LinkifyBody { Asset = s_asset }.IsLarge.ShouldBeFalse();
    }
}
