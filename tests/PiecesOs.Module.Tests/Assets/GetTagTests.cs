using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

public sealed class GetTagTests : CmdletTest
{
    private const string List = "GET /assets?transferables=false";

    [Fact]
    public void Tags_are_counted_in_the_list_without_content_and_unused_tags_are_added()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Asset(1, Tag("git", 1, "AUTOMATIC"), Tag("Docker", 1, "AUTOMATIC")), Asset(2, Tag("Git", 2, "MANUAL")), Asset(3))))
            .On("GET /tags", Reply.Json(Sample.List("""{"id":"t1","text":"git"}""", """{"id":"t2","text":"old","mechanisms":{"x":"MANUAL"}}""", """{"id":"t3","text":"nobody"}""")));

        var tags = Command<GetPiecesTagCommand>().Run().ShouldSucceed().OutputAs<PiecesTag>();

        tags.Select(static tag => (tag.Name, tag.Count, tag.IsManual)).ShouldBe([("Docker", 1, false), ("git", 2, true), ("nobody", 0, null), ("old", 0, true)]);
        Server.Log.ShouldBe([List, "GET /tags"]);
    }

    [Fact]
    public void Names_can_be_patterns_and_a_name_that_does_not_exist_is_an_error()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Asset(1, Tag("git", 1, "MANUAL"), Tag("github", 1, "MANUAL"), Tag("docker", 1, "MANUAL")))))
            .On("GET /tags", Reply.Status(404, "Route not found"));

        var result = Command<GetPiecesTagCommand>().Input("GIT*", "lost", "none*", "Docker").Run();

        result.OutputAs<PiecesTag>().Select(static tag => tag.Name).ShouldBe(["git", "github", "docker"]);
        result.SingleError().Id().ShouldBe("TagNotFound");
        result.SingleError().TargetObject.ShouldBe("lost");
        Server.Log.ShouldBe([List, "GET /tags"]);
    }

    [Fact]
    public void Tags_that_the_list_lacks_are_requested_and_unknown_ones_are_a_warning()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, more: ""","tags":null"""), Sample.Asset(2, more: ""","tags":null"""))))
            .On($"GET /assets/{Sample.Id(1)}", Reply.Json(Asset(1, Tag("git", 1, "MANUAL"))))
            .On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2, more: ""","tags":null""")))
            .On($"GET /tag_to_asset_associations/asset/{Sample.Id(2)}", Reply.Status(404, "Route not found"))
            .On("GET /tags", Reply.Json(Sample.List()));

        var result = Command<GetPiecesTagCommand>().Run();

        result.OutputAs<PiecesTag>().ShouldHaveSingleItem().Count.ShouldBe(1);
        result.Warnings.ShouldBe(["The server does not report all tags of 1 asset, so the counts may be too small."]);
    }

    [Fact]
    public void A_list_that_breaks_off_is_an_error_and_no_tags_are_returned()
    {
        Server.On("GET /assets", Reply.BreakOff("{\"iterable\":[" + Asset(1, Tag("git", 1, "MANUAL")) + ","));

        var result = Command<GetPiecesTagCommand>().Run();

        result.Output.ShouldBeEmpty();
        result.Errors.ShouldHaveSingleItem();
    }

    private static string Tag(string text, int asset, string mechanism) =>
        $$"""{"id":"tag-{{text}}","text":"{{text}}","mechanisms":{"{{Sample.Id(asset)}}":"{{mechanism}}"} }""";

    private static string Asset(int number, params string[] tags) => Sample.Asset(number, text: null, more: $$""","tags":{{Sample.List(tags)}}""");
}
