using System.Text.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Models;

/// <summary>In a flattened asset lists hold references, with or without what they refer to.</summary>
public class FlattenedAssetTests
{
    private readonly Asset _asset = new(JsonElement.Parse(
        """
        {"original":"f","preview":{"base":"f"},
        "formats":{"iterable":[{"id":"f","reference":{"id":"f","asset":"a","bytes":{"value":9},"classification":{"generic":"CODE","specific":"ps1"}}}]},
        "tags":{"iterable":[{"id":"t1","reference":{"id":"t1","text":"one","mechanisms":{"a":"MANUAL"}}},{"id":"t2","reference":null},{"id":"t3"}]},
        "websites":{"iterable":[{"id":"w","reference":{"id":"w","url":"https://x.example"}}]},
        "annotations":{"iterable":[{"id":"n","reference":{"id":"n","text":"a note"}}]},
        "shares":{"iterable":[{"id":"s","asset":"a","link":"https://x.example/?p=s"}]}}
        """));

    [Fact]
    public void References_are_followed()
    {
        _asset.GetTags()[0].Text.ShouldBe("one");
        _asset.GetTags()[0].MechanismFor("a").ShouldBe("MANUAL");
        _asset.GetWebsites().Single().Url.ShouldBe("https://x.example");
        _asset.GetAnnotations().Single().Text.ShouldBe("a note");
        _asset.GetShares().Single().Link.ShouldBe("https://x.example/?p=s");
        _asset.GetShares().Single().AssetId.ShouldBe("a");
        _asset.GetFormats().Single().AssetId.ShouldBe("a");
    }

    [Fact]
    public void A_bare_reference_is_an_object_with_an_id_only()
    {
        _asset.GetTags().Select(tag => tag.Id).ShouldBe(["t1", "t2", "t3"]);
        _asset.GetTags()[1].Text.ShouldBeNull();
    }

    [Fact]
    public void The_original_is_found_by_its_id()
    {
        _asset.Language.ShouldBe("ps1");
        _asset.Kind.ShouldBe("CODE");
        _asset.Size.ShouldBe(9);
        _asset.GetPreviewFormat()!.Language.ShouldBe("ps1");
    }
}
