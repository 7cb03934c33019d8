using System.Globalization;
using System.Text;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class RequestBodyTests
{
    [Fact]
    public async Task A_small_body_is_sent_with_its_length()
    {
        var request = await SendAsync(TestClient.Post(body: JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", "é€ <a href=\"x\"> & 'b' \\");
            writer.WriteEndObject();
        })));

        const string Expected = """{"name":"é€ <a href=\"x\"> & 'b' \\"}""";
        request.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        request.Header("Content-Length").ShouldBe(Encoding.UTF8.GetByteCount(Expected).ToString(CultureInfo.InvariantCulture));
        request.Header("Transfer-Encoding").ShouldBeNull();
        request.BodyText.ShouldBe(Expected);
    }

    [Fact]
    public async Task A_get_may_have_a_body()
    {
        var request = await SendAsync(new TestRequest("things_related", HttpMethod.Get, "things/related") { Body = TestClient.Body("""{"a":1}""") });

        request.RequestLine.ShouldBe("GET /things/related HTTP/1.1");
        request.Header("Content-Length").ShouldBe("7");
        request.BodyText.ShouldBe("""{"a":1}""");
    }

    [Fact]
    public async Task A_large_body_is_sent_in_chunks()
    {
        var request = await SendAsync(TestClient.Post(body: new LargeBody(100_000)));

        request.Header("Transfer-Encoding").ShouldBe("chunked");
        request.Header("Content-Length").ShouldBeNull();
        request.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        request.Json.EnumerateArray().Select(n => n.GetInt32()).ShouldBe(Enumerable.Range(0, 100_000));
    }

    [Fact]
    public async Task A_large_body_is_written_anew_for_each_try()
    {
        await using var server = ScriptedServer.Start(Reply.Status(503), Reply.Json("{}"));
        using var transport = TestClient.Transport(
            server.Address, new RetryPolicy { FirstDelay = TestClient.QuickRetry.FirstDelay, IsTransient = static (_, status) => status == 503 });
        var body = new LargeBody(5_000);

        await new RestClient(transport).GetTextAsync(TestClient.Post(body: body), default);

        body.TimesWritten.ShouldBe(2);
        server.Requests[0].BodyText.ShouldEndWith(",4999]");
        server.Requests[1].BodyText.ShouldBe(server.Requests[0].BodyText);
    }

    private static async Task<RecordedRequest> SendAsync(TestRequest request)
    {
        await using var server = ScriptedServer.Start(Reply.Json("{}"));
        using var transport = TestClient.Transport(server.Address);
        await new RestClient(transport).GetTextAsync(request, default);
        return server.SingleRequest;
    }
}
