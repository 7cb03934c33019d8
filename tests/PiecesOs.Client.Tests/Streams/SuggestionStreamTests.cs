using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Streams;

[Collection(SandboxCollections.Streams)]
public class SuggestionStreamTests(Sandbox sandbox)
{
    [Fact]
    public async Task What_is_related_to_a_change_is_suggested()
    {
        var like = await sandbox.CreateAsync("function Get-Marzipan { 'marzipan' }", "Like it", "ps1", "marzipan");
        var connected = 0;
        await using var stream = new StreamReader<WorkstreamSuggestion>(token => sandbox.Pieces.AssetStreams.WorkstreamSuggestionsStreamAsync(() => connected++, token));
        await stream.NextAsync();

        await sandbox.CreateAsync("function Set-Marzipan { 'marzipan' }", "New", "ps1", "marzipan");
        var frame = await stream.NextAsync();

        connected.ShouldBe(1);
        frame.Select(suggestion => suggestion.Asset!.Id).ShouldContain(like.Id);
    }

    [Fact]
    public async Task A_suggestion_may_be_of_many_kinds()
    {
        await using var stream = new StreamReader<WorkstreamSuggestion>(token => sandbox.Pieces.AssetStreams.WorkstreamSuggestionsStreamAsync(cancellationToken: token));
        await stream.NextAsync();

        await sandbox.AdminAsync(
            HttpMethod.Post,
            ".sandbox/suggestion",
            """
            {"iterable":[{"asset":{"id":"a-1"}},{"assets":{"iterable":[{"id":"a-2"},{"id":"a-3","reference":{"id":"a-3","name":"Three"}}]}},
            {"tag":{"id":"t"}},{"website":{"id":"w"}},{"person":{"id":"p"}},{"conversation":{"id":"c"}},{"summary":{"id":"s"}},
            {"seed":{"type":"SEEDED_ASSET","asset":{"metadata":{"name":"N"},"format":{"fragment":{"string":{"raw":"x"}}}}}}]}
            """);
        var frame = await stream.NextAsync();

        frame.Count.ShouldBe(8);
        frame[0].Asset!.Id.ShouldBe("a-1");
        frame[0].Assets.ShouldBeEmpty();
        frame[1].Assets.Select(asset => asset.Id).ShouldBe(["a-2", "a-3"]);
        frame[1].Assets[1].GetAsset()!.Name.ShouldBe("Three");
        frame[1].Asset.ShouldBeNull();
        frame[2].TagId.ShouldBe("t");
        frame[3].WebsiteId.ShouldBe("w");
        frame[4].PersonId.ShouldBe("p");
        frame[5].ConversationId.ShouldBe("c");
        frame[6].SummaryId.ShouldBe("s");
        frame[7].Seed!.Name.ShouldBe("N");
        frame[7].Seed!.GetContent()!.GetText().ShouldBe("x");
        frame[7].TagId.ShouldBeNull();
    }
}
