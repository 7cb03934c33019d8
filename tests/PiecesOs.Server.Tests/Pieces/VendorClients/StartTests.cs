using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces.VendorClients;

/// <summary>What the vendor's clients need to start: models, the user, and the streams that they wait for.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task The_models_that_clients_look_for_are_listed()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var models = (await sandbox.GetAsync("/models")).Json;

        foreach (var model in models.Items())
        {
            model.ShouldBeA("Model");
            model.At("cloud").GetBoolean().ShouldBeTrue();
            model.TextAt("type").ShouldBe("SPEED");
            model.TextAt("usage").ShouldBe("CODE_CONVERSATION");
            (await sandbox.GetAsync($"/model/{model.Id()}")).Json.GetRawText().ShouldBe(model.GetRawText());
        }

        new[] { "GPT-3.5-turbo Chat Model", "GPT-4o Chat Model" }.Except(models.Items().Select(model => model.TextAt("name")), StringComparer.Ordinal).ShouldBeEmpty();
        new[] { "gemini-2.0-flash-lite-001", "o4-mini-2025-04-16" }.Except(models.Items().Select(model => model.TextAt("unique")), StringComparer.Ordinal).ShouldBeEmpty();
        models.Nulls().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/qgpt/question")]
    [InlineData("/qgpt/relevance")]
    [InlineData("/qgpt/hints")]
    [InlineData("/conversations/create")]
    [InlineData("/model/11111111-2222-3333-4444-555555555555/download")]
    public async Task What_needs_a_model_is_refused_with_a_reason(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync(path, "{}");

        response.Status.ShouldBe(501);
        response.Text.ShouldContain("no language models");
    }

    [Fact]
    public async Task A_question_on_the_stream_fails_with_a_reason()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/qgpt/stream");

        await SendAsync(stream, "not JSON");
        await SendAsync(stream, """{"stop":true}""");
        await SendAsync(stream, $$$"""{"question":{"query":"{{{new string('x', 5000)}}}","relevant":{"iterable":[]}},"conversation":"c","request":"r"}""");
        var answer = await stream.NextAsync();

        answer.TextAt("conversation").ShouldBe("c");
        answer.TextAt("request").ShouldBe("r");
        answer.TextAt("status").ShouldBe("FAILED");
        answer.At("statusCode").GetInt32().ShouldBe(501);
        answer.TextAt("errorMessage")!.ShouldContain("no language models");
    }

    [Theory]
    [InlineData("/conversations/stream/identifiers")]
    [InlineData("/anchors/stream/identifiers")]
    [InlineData("/ranges/stream/identifiers")]
    [InlineData("/applications/stream/identifiers")]
    public async Task Streams_of_records_that_are_not_here_are_empty(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync(path);

        (await stream.NextAsync()).GetRawText().ShouldBe("""{"iterable":[]}""");
        stream.Socket.State.ShouldBe(WebSocketState.Open);
    }

    [Theory]
    [InlineData("/qgpt/stream")]
    [InlineData("/workstream_pattern_engine/processors/vision/status/stream")]
    public async Task Streams_that_are_silent_stay_open(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync(path);
        using var assets = await sandbox.OpenAsync("/assets/stream");
        await assets.NextAsync();

        // Whatever happens is on another stream; the close that this side starts is the first thing on this one.
        await sandbox.CreateAsync("x");
        await assets.NextAsync();
        await stream.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        await Should.ThrowAsync<WebSocketException>(stream.NextBytesAsync);
        stream.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task The_user_stream_has_the_bare_profile_and_every_change_of_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/user/stream");

        var connected = await stream.NextAsync();
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"signed-out"}""");
        var signedOut = Encoding.UTF8.GetString(await stream.NextBytesAsync());
        await sandbox.CreateAsync("not about the user");
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"no-cloud"}""");
        var withoutCloud = await stream.NextAsync();

        connected.ShouldBeA("UserProfile");
        connected.TextAt("allocation.status.cloud").ShouldBe("RUNNING");
        connected.GetRawText().ShouldBe((await ConnectedAsync()).At("user").GetRawText());
        Should.Throw<JsonException>(() => JsonElement.Parse(signedOut));
        withoutCloud.ShouldBeA("UserProfile");
        withoutCloud.Has("allocation").ShouldBeFalse();

        async Task<JsonElement> ConnectedAsync()
        {
            await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"connected"}""");
            return (await sandbox.GetAsync("/user")).Json;
        }
    }

    [Fact]
    public async Task Signed_out_from_the_start_the_user_stream_is_not_JSON()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Account = AccountState.SignedOut });
        using var stream = await sandbox.OpenAsync("/user/stream");

        var frame = await stream.NextBytesAsync();

        Should.Throw<JsonException>(() => JsonElement.Parse(frame));
    }

    /// <summary>Clients that have typed members refuse a null for a boolean or a number.</summary>
    [Fact]
    public async Task No_response_has_a_null_member()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 130 });
        var seed = sandbox.Seed("x");
        seed["asset"]!["metadata"]!["name"] = null;
        seed["asset"]!["favorited"] = null;
        seed["asset"]!["application"]!["automaticUnload"] = null;
        var asset = await sandbox.CreateAsync(seed);
        var update = JsonNode.Parse(asset.GetRawText())!;
        foreach (var member in new[] { "curated", "discovered", "favorited", "demo", "pseudo", "score", "websites" })
            update[member] = null;
        var share = await sandbox.LinkAsync(asset);
        var tag = (await sandbox.PostAsync("/tags/create", """{"text":"t","category":null,"mechanism":null}""")).Json;
        var note = (await sandbox.PostAsync("/annotations/create", $$"""{"type":"COMMENT","text":"t","favorited":null,"pseudo":null,"asset":"{{asset.Id()}}"}""")).Json;
        var noted = JsonNode.Parse(note.GetRawText())!;
        noted["favorited"] = null;
        await sandbox.PostAsync("/applications/register", """{"id":"11111111-2222-3333-4444-555555555555","name":"VS_CODE","automaticUnload":null}""");
        await sandbox.PostAsync($"/asset/{asset.Id()}/scores/increment", """{"asset":{"reuse":true}}""");

        List<Response> responses =
        [
            await sandbox.PostAsync("/asset/update", update),
            await sandbox.PostAsync("/annotation/update", noted),
            await sandbox.PostAsync("/connect", """{"application":{"name":"OPEN_SOURCE","platform":"LINUX","version":"1.0","capabilities":null,"privacy":null}}"""),
            await sandbox.PostAsync("/assets/draft", seed),
            await sandbox.PostAsync("/assets/search", """{"query":"x","filters":null}"""),
            await sandbox.PostAsync("/assets/batch/fetch?transferables=true", $$$"""{"assets":{"iterable":[{"id":"{{{asset.Id()}}}"}]}}"""),
            await sandbox.PostAsync("/linkify", $$"""{"asset":{{asset.GetRawText()}},"access":"PUBLIC","users":null,"distributions":null,"name":null}"""),
        ];
        string[] paths =
        [
            "/assets?transferables=true", "/assets?transferables=false&pseudo=true", "/assets/identifiers", "/assets/pseudo", "/assets/related", "/assets/recommended",
            $"/asset/{asset.Id()}", $"/assets/{asset.Id()}/formats", $"/format/{asset.TextAt("original.id")}", $"/asset/{asset.Id()}/export?export_type=MD",
            "/assets/search?query=retry", "/search/full_text?query=retry", "/search/neural_code?query=retry", "/shares?transferables=true",
            $"/share/{share.Id()}", "/user", "/applications", "/models", "/conversations", "/conversations/identifiers",
            "/tags", "/websites", "/annotations", $"/tag/{tag.Id()}", $"/annotation/{note.Id()}",
        ];
        foreach (var path in paths)
            responses.Add(await sandbox.GetAsync(path));

        for (var index = 0; index < responses.Count; index++)
        {
            responses[index].Status.ShouldBe(200, $"{index}: {responses[index].Text}");
            responses[index].Json.Nulls().ShouldBeEmpty($"response {index}");
        }
    }

    private static async Task SendAsync(StreamClient stream, string text) =>
        await stream.Socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
