using System.Reflection;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>What the code that Refit generates for an interface sends through the handlers, and what comes of the responses.</summary>
public class InterfaceTests
{
    private static readonly ResponseConverters s_converters = new ResponseConverters().Add(static async (content, token) =>
        new ThingName((await content.ReadJsonAsync(token)).Member("name").AsText() ?? "none", content.ResourceId));

    [Fact]
    public void The_client_is_the_generated_one_and_builds_no_request_by_reflection()
    {
        using var transport = TestClient.Transport(new Uri("http://127.0.0.1:1/"));

        var things = new RestClient(transport).Create<IThingsApi>(s_converters);

        things.GetType().FullName.ShouldNotBeNull().ShouldStartWith("Refit.Implementation.Generated");
        things.GetType().GetField("_requestBuilder", BindingFlags.Instance | BindingFlags.NonPublic).ShouldNotBeNull().GetValue(things).ShouldBeNull();
    }

    [Fact]
    public async Task Queries_are_sent_in_the_order_of_the_parameters_and_booleans_in_lower_case() =>
        (await SendAsync(things => things.ThingPartResponseAsync("7", "b", small: true, name: "x&y=z #+%", size: 1000, lastOne: false)))
        .Target.ShouldBe("/things/7/parts/b?small=true&name=x%26y%3Dz%20%23%2B%25&size=1000&last_one=false");

    [Fact]
    public async Task A_null_query_value_is_omitted() =>
        (await SendAsync(things => things.ThingPartResponseAsync("7", "b", name: string.Empty))).Target.ShouldBe("/things/7/parts/b?name=");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_value_that_would_lead_to_another_path_is_refused(string? value)
    {
        await using var server = ScriptedServer.Start(Reply.Json("{}"));
        using var transport = TestClient.Transport(server.Address);
        var things = new RestClient(transport).Create<IThingsApi>(s_converters);

        (await Should.ThrowAsync<ArgumentException>(() => things.ThingPartResponseAsync("7", value!))).ParamName.ShouldBe("part");
        (await Should.ThrowAsync<ArgumentException>(() => things.ThingDeleteAsync(value!))).ParamName.ShouldBe("thing");

        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("...", "...")]
    [InlineData("../..", "..%2F..")]
    [InlineData("/", "%2F")]
    [InlineData("a b", "a%20b")]
    [InlineData("a/b?c#d&e=f", "a%2Fb%3Fc%23d%26e%3Df")]
    [InlineData("a#fragment", "a%23fragment")]
    [InlineData("50%", "50%25")]
    [InlineData("%2F", "%252F")]
    [InlineData("{thing}", "%7Bthing%7D")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("é😀", "%C3%A9%F0%9F%98%80")]
    [InlineData("a\r\nHost: b", "a%0D%0AHost%3A%20b")]
    [InlineData("A-z_0.~", "A-z_0.~")]
    public async Task A_value_is_escaped(string value, string escaped) =>
        (await SendAsync(things => things.ThingPartResponseAsync(value, "b", name: value))).Target.ShouldBe($"/things/{escaped}/parts/b?name={escaped}");

    [Fact]
    public async Task A_small_body_has_a_length_and_goes_with_every_try()
    {
        await using var server = ScriptedServer.Start(Reply.Status(503), Reply.Drop(), Reply.Json("""{"name":"a"}"""));
        using var transport = TestClient.Transport(server.Address, new RetryPolicy { FirstDelay = TimeSpan.Zero, IsTransient = static (_, _) => true, IsRepeatable = static _ => true });

        (await new RestClient(transport).Create<IThingsApi>(s_converters).ThingCreateAsync(TestClient.Body("""{"a":"é"}"""), draft: true)).Name.ShouldBe("a");

        server.Requests.Count.ShouldBe(3);
        foreach (var request in server.Requests)
        {
            request.RequestLine.ShouldBe("POST /things?draft=true HTTP/1.1");
            request.Header("Content-Length").ShouldBe("10");
            request.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
            request.Header("Accept").ShouldBe("application/json, text/plain;q=0.5");
            request.BodyText.ShouldBe("""{"a":"é"}""");
        }
    }

    [Fact]
    public async Task A_large_body_is_written_while_it_is_sent_and_again_with_every_try_and_every_call()
    {
        await using var server = ScriptedServer.Start(Reply.Status(503), Reply.Json("{}"));
        using var transport = TestClient.Transport(server.Address, new RetryPolicy { FirstDelay = TimeSpan.Zero, IsTransient = static (_, _) => true });
        var things = new RestClient(transport).Create<IThingsApi>(s_converters);
        var body = new LargeBody(100_000);

        await things.ThingCreateAsync(body);
        await things.ThingCreateAsync(body);

        body.TimesWritten.ShouldBe(3);
        foreach (var request in server.Requests)
        {
            request.Header("Content-Length").ShouldBeNull();
            request.Header("Transfer-Encoding").ShouldBe("chunked");
            request.Body.Length.ShouldBe(588_891);
        }
    }

    [Fact]
    public async Task The_mark_of_a_safe_operation_is_not_sent_and_decides_what_a_failure_says()
    {
        await using var server = ScriptedServer.Start(Reply.Status(500));
        using var transport = TestClient.Transport(server.Address);
        var things = new RestClient(transport).Create<IThingsApi>(s_converters);

        (await Should.ThrowAsync<RestStatusException>(() => things.ThingUpdateAsync("7", TestClient.Body("1")))).IsChange.ShouldBeFalse();
        (await Should.ThrowAsync<RestStatusException>(() => things.ThingDeleteAsync("7"))).IsChange.ShouldBeTrue();

        server.Requests.ShouldAllBe(static request => !request.Head.Contains("RestCore", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_operation_is_named_after_the_method_and_the_resource_after_the_path()
    {
        await using var server = ScriptedServer.Start(Reply.Json("""{"name":"a"}"""));
        using var transport = TestClient.Transport(server.Address);
        var traces = new List<string>();
        var things = new RestClient(transport, trace: trace => traces.Add(trace.Operation)).Create<IThingsApi>(s_converters);

        (await things.ThingUpdateAsync("7 /#", TestClient.Body("1"))).ResourceId.ShouldBe("7 /#");
        (await things.ThingCreateAsync(JsonBody.From(static writer => writer.WriteNullValue(), "8"))).ResourceId.ShouldBe("8");
        (await things.ThingCreateAsync(TestClient.Body("1"))).ResourceId.ShouldBeNull();
        (await things.ThingsListResponseAsync()).Dispose();

        traces.ShouldBe(["thing_update", "thing_create", "thing_create", "things_list"]);
    }

    [Fact]
    public async Task A_response_without_content_is_not_a_success_by_itself()
    {
        await using var server = ScriptedServer.Start(Reply.NoContent(), Reply.Text(string.Empty));
        using var transport = TestClient.Transport(server.Address);
        var things = new RestClient(transport).Create<IThingsApi>(s_converters);

        await Should.ThrowAsync<MalformedResponseException>(() => things.ThingDeleteAsync("7"));
        await Should.ThrowAsync<MalformedResponseException>(() => things.ThingDeleteAsync("7"));
    }

    [Fact]
    public async Task A_response_is_not_buffered_before_it_is_read()
    {
        var isRead = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(Reply.InTwo("[1,", isRead.Task, "2]"));
        using var transport = TestClient.Transport(server.Address);
        var read = new List<long?>();

        using var response = await new RestClient(transport).Create<IThingsApi>(s_converters).ThingsListResponseAsync();
        await foreach (var element in ResponseContent.Of(response).ReadListAsync([], siblings: null, isRequired: true, default))
        {
            read.Add(element.AsInt64());
            isRead.TrySetResult();
        }

        read.ShouldBe([1, 2]);
    }

    private static async Task<RecordedRequest> SendAsync(Func<IThingsApi, Task<HttpResponseMessage>> call)
    {
        await using var server = ScriptedServer.Start(Reply.Json("{}"));
        using var transport = TestClient.Transport(server.Address);
        (await call(new RestClient(transport).Create<IThingsApi>(s_converters))).Dispose();
        return server.SingleRequest;
    }
}
