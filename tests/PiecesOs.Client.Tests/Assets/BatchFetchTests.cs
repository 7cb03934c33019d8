using PiecesOs.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Assets;

/// <summary>Batches of assets, and counts and IDs of any type.</summary>
public class BatchFetchTests
{
    private const string One = "6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13";
    private const string Two = "00000009-1111-4222-8333-000000000009";
    private const string Three = "00000009-1111-4222-8333-00000000000a";

    [Fact]
    public async Task The_request_names_the_ids_and_asks_for_content()
    {
        await using var server = ScriptedServer.Start(Reply.Json("""{"assets":{"iterable":[],"indices":{}},"notFound":[]}"""));
        using var pieces = new TestPieces(server.Address);

        (await pieces.Client.Asset.AssetsBatchFetchAsync([One, Two], transferables: true).ToListAsync()).ShouldBeEmpty();

        server.SingleRequest.ToString().ShouldBe("POST /assets/batch/fetch?transferables=true");
        server.SingleRequest.Json.GetRawText().ShouldBe($$$"""{"assets":{"iterable":[{"id":"{{{One}}}"},{"id":"{{{Two}}}"}]}}""");
    }

    [Theory]
    [InlineData($"[\"{Two}\",\"{Three}\"]")]
    [InlineData($"[{{\"id\":\"{Two}\"}},{{\"id\":\"{Three}\"}}]")]
    [InlineData($"{{\"iterable\":[{{\"id\":\"{Two}\"}},{{\"id\":\"{Three}\"}}],\"indices\":{{}}}}")]
    public async Task What_was_not_found_is_known_at_the_end_in_any_form(string notFound)
    {
        await using var server = ScriptedServer.Start(
            Reply.Json($$$"""{"assets":{"iterable":[{"id":"{{{One.ToUpperInvariant()}}}","name":"n"}],"indices":{"{{{One}}}":0}},"notFound":{{{notFound}}}}"""),
            Reply.Json($$$"""{"notFound":{{{notFound}}},"assets":{"indices":{},"iterable":[{"id":"{{{One}}}","name":"n"}]}}"""));
        using var pieces = new TestPieces(server.Address);

        for (var i = 0; i < 2; i++)
        {
            var missing = new NotFoundIds();
            var assets = await pieces.Client.Asset.AssetsBatchFetchAsync([One, Two, Three], notFound: missing).ToListAsync();

            assets.ShouldHaveSingleItem().Name.ShouldBe("n");
            missing.All.ShouldBe([Two, Three]);
        }
    }

    [Theory]
    [InlineData($$$"""{"assets":{"iterable":[{"id":"{{{Two}}}"}]},"notFound":[]}""")]
    [InlineData($$$"""{"assets":{"iterable":[{"id":"{{{One}}}"},{"id":"{{{One}}}"}]},"notFound":[]}""")]
    [InlineData("""{"assets":{"iterable":[{"name":"n"}]},"notFound":[]}""")]
    [InlineData("""{"assets":{"iterable":["x"]},"notFound":[]}""")]
    [InlineData("""{"assets":{"iterable":null},"notFound":[]}""")]
    [InlineData("""{"assets":{"indices":{}},"notFound":[]}""")]
    [InlineData("""{"assets":[],"notFound":[]}""")]
    [InlineData("""{"iterable":[]}""")]
    [InlineData("")]
    public async Task A_batch_in_another_form_is_malformed(string body)
    {
        await using var server = ScriptedServer.Start(Reply.Json(body));
        using var pieces = new TestPieces(server.Address);

        var failure = await Should.ThrowAsync<MalformedResponseException>(() => pieces.Client.Asset.AssetsBatchFetchAsync([One]).ToListAsync().AsTask());

        failure.Operation.ShouldBe("assets_batch_fetch");
        failure.IsChange.ShouldBeFalse();
    }

    [Fact]
    public async Task Assets_are_returned_while_they_arrive()
    {
        var gate = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(
            Reply.InTwo($$$"""{"assets":{"iterable":[{"id":"{{{One}}}"},""", gate.Task, $$$"""{"id":"{{{Two}}}"}],"indices":{}},"notFound":[]}"""));
        using var pieces = new TestPieces(server.Address);

        await using var assets = pieces.Client.Asset.AssetsBatchFetchAsync([One, Two]).GetAsyncEnumerator();
        (await assets.MoveNextAsync()).ShouldBeTrue();
        assets.Current.Id.ShouldBe(One);
        gate.SetResult();
        (await assets.MoveNextAsync()).ShouldBeTrue();
        (await assets.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Ids_and_counts_of_any_type_are_read_without_a_limit()
    {
        await using var server = ScriptedServer.Start(
            Reply.Json($$"""{"identifiers":["{{One}}","{{Two}}"]}"""), Reply.Json($$"""{"identifiers":[{"id":"{{One}}"}]}"""), Reply.Json("""{"material_type":"FORMATS","total_count":7}"""));
        using var pieces = new TestPieces(server.Address);

        (await pieces.Client.Materials.ListAssetsAsync()).ShouldBe([One, Two]);
        (await pieces.Client.Materials.ListAsync("SHARES")).ShouldBe([One]);
        (await pieces.Client.Materials.CountAsync("FORMATS")).ShouldBe(7);

        server.Requests.Select(request => request.Json.GetRawText()).ShouldBe(["""{"material_type":"ASSETS"}""", """{"material_type":"SHARES"}""", """{"material_type":"FORMATS"}"""]);
    }
}
