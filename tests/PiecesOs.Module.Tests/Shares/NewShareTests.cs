using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

public sealed class NewShareTests : CmdletTest
{
    public NewShareTests() => Server.On("POST /shares/create", Reply.Json(Sample.List(Sample.Share(1))));

    [Fact]
    public void Each_asset_has_its_own_share()
    {
        Server.On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2)));

        var result = Command<NewPiecesShareCommand>().Input(Sample.AssetObject(1, "one"), Sample.Id(2)).Run().ShouldSucceed();

        result.OutputAs<Share>().Count.ShouldBe(2);
        result.Questions.Select(static question => $"{question.Action}: {question.Target}")
            .ShouldBe([$"Create share: one ({Sample.Id(1)})", $"Create share: {Sample.Id(2)}"]);
        Server.Log.ShouldBe(["POST /shares/create", $"GET /assets/{Sample.Id(2)}?transferables=true", "POST /shares/create"], ignoreOrder: true);
        var bodies = Server.Requests.Where(static request => request.Path == "/shares/create").Select(static request => request.Json).ToArray();
        bodies.Select(static body => body.GetProperty("asset").GetProperty("id").GetString()).ShouldBe([Sample.Id(1), Sample.Id(2)], ignoreOrder: true);
        bodies.SelectMany(static body => body.EnumerateObject()).ShouldNotContain(static member => member.Name == "assets");
    }

    [Fact]
    public void A_collection_is_one_share_of_all_assets()
    {
        var result = Command<NewPiecesShareCommand>().With("Asset", new[] { Sample.AssetObject(1), Sample.AssetObject(2) })
            .With("AsCollection").With("Name", "both").With("Access", "Private").With("User", "a@b.example").Run().ShouldSucceed();

        result.Output.Count.ShouldBe(1);
        var body = Server.RequestTo("/shares/create").Json;
        body.GetProperty("assets").GetProperty("iterable").EnumerateArray().Select(static asset => asset.GetProperty("id").GetString())
            .ShouldBe([Sample.Id(1), Sample.Id(2)]);
        body.GetProperty("name").GetString().ShouldBe("both");
        body.GetProperty("access").GetString().ShouldBe("PRIVATE");
        body.GetProperty("users")[0].GetProperty("emails")[0].GetString().ShouldBe("a@b.example");
    }
}
