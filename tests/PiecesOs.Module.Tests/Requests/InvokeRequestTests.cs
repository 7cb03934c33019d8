using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Requests;

/// <summary>Requests to paths for which there is no cmdlet.</summary>
public sealed class InvokeRequestTests : CmdletTest
{
    private const string Path = "/things";

    private static readonly string s_id = Sample.Id(1);

    [Fact]
    public void A_JSON_object_is_a_custom_object()
    {
        Server.On("GET /things", Reply.Json("""{"id":"a","count":3,"score":1.5,"on":true,"none":null,"created":"2024-01-02T03:04:05.123456Z","inner":{"list":[1,"two"]}}"""));

        var thing = Call().Run().ShouldSucceed().OutputAs<PSObject>().ShouldHaveSingleItem();

        thing.Properties.Select(static property => property.Name).ShouldBe(["id", "count", "score", "on", "none", "created", "inner"]);
        thing.Properties["count"].Value.ShouldBe(3L);
        thing.Properties["score"].Value.ShouldBe(1.5m);
        thing.Properties["on"].Value.ShouldBe(true);
        thing.Properties["none"].Value.ShouldBeNull();
        thing.Properties["created"].Value.ShouldBe("2024-01-02T03:04:05.123456Z");
        var inner = thing.Properties["inner"].Value.ShouldBeOfType<PSObject>();
        inner.Properties["list"].Value.ShouldBeOfType<object[]>().ShouldBe([1L, "two"]);
        Server.SingleRequest.ToString().ShouldBe("GET /things");
        Server.SingleRequest.Header("Accept")!.ShouldStartWith("application/json");
    }

    [Fact]
    public void The_elements_of_an_array_are_the_output()
    {
        Server.On("GET /things", Reply.Json("""[{"id":"a"},null,"text",[1,2]]"""));

        var output = Call().Run().ShouldSucceed().Output;

        output.Count.ShouldBe(4);
        output[0].ShouldBeOfType<PSObject>().Properties["id"].Value.ShouldBe("a");
        output[1].ShouldBeNull();
        output[2].ShouldBe("text");
        output[3].ShouldBeOfType<object[]>().ShouldBe([1L, 2L]);
    }

    /// <summary>Older servers send JSON as text.</summary>
    [Fact]
    public void JSON_that_is_sent_as_text_is_converted_and_other_text_is_not()
    {
        Server.On("GET /things", Reply.Text("""{"id":"a"}"""), Reply.Text("ok"), Reply.Text("{not JSON"));

        Call().Run().ShouldSucceed().OutputAs<PSObject>().Single().Properties["id"].Value.ShouldBe("a");
        Call().Run().ShouldSucceed().Output.ShouldBe(["ok"]);
        Call().Run().ShouldSucceed().Output.ShouldBe(["{not JSON"]);
    }

    [Fact]
    public void An_empty_response_is_no_output()
    {
        Server.On("DELETE /things", Reply.NoContent(), Reply.Status(200));

        Call().With("Method", "Delete").Run().ShouldSucceed().Output.ShouldBeEmpty();
        Call().With("Method", "Delete").Run().ShouldSucceed().Output.ShouldBeEmpty();
    }

    /// <summary>PowerShell has no properties without a name, or with names that differ only in case.</summary>
    [Theory]
    [InlineData("""{"a":1,"A":2}""")]
    [InlineData("""{"":1,"A":2}""")]
    [InlineData("""{"PSObject":1,"A":2}""")]
    public void An_object_whose_names_cannot_be_properties_is_a_dictionary(string json)
    {
        Server.On("GET /things", Reply.Json(json));

        var members = Call().Run().ShouldSucceed().Output.ShouldHaveSingleItem().ShouldBeAssignableTo<OrderedDictionary>()!;

        members.Count.ShouldBe(2);
        members["A"].ShouldBe(2L);
    }

    [Fact]
    public void What_was_received_can_be_sent_back_unchanged()
    {
        var bytes = string.Join(",", Enumerable.Range(0, 5000).Select(static number => (number % 256).ToString(CultureInfo.InvariantCulture)));
        var json = $$"""{"id":"a","created":"2024-01-02T03:04:05.123456Z","n":12345678901234567890,"raw":[{{bytes}}],"empty":{},"list":[],"text":"é \u0007 \"x\""}""";
        Server.On("GET /things", Reply.Json(json)).On("PUT /things", Reply.NoContent());
        var thing = Call().Run().ShouldSucceed().Output.Single();

        Call().With("Method", "Put").With("Body", thing).Run().ShouldSucceed();

        var sent = Server.Requests[^1].Json;
        System.Text.Json.JsonElement.DeepEquals(sent, System.Text.Json.JsonElement.Parse(json)).ShouldBeTrue(sent.GetRawText());
        Server.Requests[^1].Header("Content-Type").ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public void Enumerate_returns_the_elements_while_they_arrive()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("GET /things", Reply.InTwo("""{"more":[0],"iterable":[{"id":"a"},""", first.Task, """{"id":"b"}],"after":1}"""));

        var output = Call().With("Enumerate").OnOutput(_ => first.TrySetResult()).Run().ShouldSucceed().OutputAs<PSObject>();

        output.Select(static thing => thing.Properties["id"].Value).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("[1,2]", 2)]
    [InlineData("[]", 0)]
    [InlineData("""{"iterable":[]}""", 0)]
    public void Enumerate_also_accepts_an_array(string json, int count)
    {
        Server.On("GET /things", Reply.Json(json));

        Call().With("Enumerate").Run().ShouldSucceed().Output.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"iterable":null}""")]
    [InlineData("\"text\"")]
    [InlineData("<html>sign in</html>")]
    [InlineData("")]
    public void Enumerate_without_a_list_is_an_error(string body)
    {
        Server.On("GET /things", Reply.Json(body));

        Call().With("Enumerate").Run().SingleError().Id().ShouldBe("MalformedResponse");
    }

    [Fact]
    public void Enumerate_keeps_what_arrived_before_the_response_breaks_off()
    {
        Server.On("GET /things", Reply.BreakOff("""{"iterable":[{"id":"a"},{"id":"""));

        var result = Call().With("Enumerate").Run();

        result.Output.Count.ShouldBe(1);
        result.SingleError().Id().ShouldBe("MalformedResponse");
    }

    /// <summary>40 MB in elements of 2 KB.</summary>
    [Fact]
    public void Enumerate_does_not_hold_the_list_in_memory()
    {
        const int Count = 20_000;
        var element = Encoding.UTF8.GetBytes($$"""{"id":"a","text":"{{new string('x', 2000)}}"},""");
        Server.On("GET /things", async connection =>
        {
            await connection.WriteAsync(Encoding.UTF8.GetBytes(Reply.Head(200, "Content-Type: application/json", "Connection: close") + "{\"iterable\":["));
            for (var i = 0; i < Count; i++)
                await connection.WriteAsync(element);
            await connection.WriteAsync("null]}"u8.ToArray());
            connection.Close();
        });

        // Other tests run in this process, so its memory says nothing.
        var counts = Session.Run(
            """
            $seen = 0; $first = [Collections.Generic.List[WeakReference]]::new(); $alive = -1
            Invoke-PiecesRequest things -Enumerate -Connection $connection | ForEach-Object {
                if ($seen++ -lt 1000) { $first.Add([WeakReference]::new($_)) }
                if ($seen -eq 10000) { [GC]::Collect(); $alive = $first.Where({ $_.IsAlive }).Count }
            }
            $seen
            $alive
            """,
            ("connection", Connection)).ShouldSucceed().Output;

        counts[0].ShouldBe(Count + 1);
        Convert.ToInt32(counts[1], CultureInfo.InvariantCulture).ShouldBeInRange(0, 100);
    }

    [Fact]
    public void Raw_returns_text_and_bytes_as_they_came()
    {
        Server.On(
            "GET /things",
            Reply.Json(" {\"a\" : 1}\n"),
            Reply.Status(200, "<p>page</p>", "Content-Type: text/html; charset=utf-8"),
            Reply.Status(200, [0xE9], "Content-Type: text/plain; charset=iso-8859-1"),
            Reply.Status(200, [0, 1, 255], "Content-Type: application/octet-stream"),
            Reply.NoContent());

        Raw().Output.ShouldBe([" {\"a\" : 1}\n"]);
        Raw().Output.ShouldBe(["<p>page</p>"]);
        Raw().Output.ShouldBe(["é"]);
        Raw().Output.ShouldHaveSingleItem().ShouldBeOfType<byte[]>().ShouldBe([0, 1, 255]);
        Raw().Output.ShouldBeEmpty();

        CommandResult Raw() => Call().With("Raw").Run().ShouldSucceed();
    }

    [Fact]
    public void Raw_reports_a_response_that_breaks_off()
    {
        Server.On("GET /things", Reply.Raw(Reply.Head(200, "Content-Type: text/plain", Reply.Length(100)) + "only this").Then(Reply.Drop()));

        var result = Call().With("Raw").Run();

        result.Output.ShouldBeEmpty();
        var error = result.SingleError();
        error.Id().ShouldBe("MalformedResponse");
        error.Message().ShouldContain("at byte 9");
    }

    /// <summary>A page of a proxy is not a response of Pieces OS.</summary>
    [Fact]
    public void A_web_page_is_an_error_that_names_Raw()
    {
        Server.On("POST /things", Reply.Status(200, "<html>sign in</html>", "Content-Type: text/html"));

        var error = Call().With("Method", "Post").Run().SingleError();

        error.Id().ShouldBe("MalformedResponse");
        error.Message().ShouldContain("POST /things");
        error.Message().ShouldContain("-Raw");
        error.Message().ShouldEndWith("The change may have been made.");
        error.ErrorDetails!.RecommendedAction.ShouldBe("Run Invoke-PiecesRequest with a GET to see whether the change was made before you repeat it.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1} x")]
    [InlineData("not JSON")]
    public void A_response_that_says_it_is_JSON_must_be(string body)
    {
        Server.On("GET /things", Reply.Json(body));

        var result = Call().Run();

        result.Output.ShouldBeEmpty();
        result.SingleError().Id().ShouldBe("MalformedResponse");
    }

    [Fact]
    public void A_body_can_be_a_hashtable_an_object_of_this_module_or_a_string()
    {
        Server.On("POST /things", Reply.NoContent()).On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1)));
        var asset = Command<GetPiecesAssetCommand>().With("Id", s_id).Run().ShouldSucceed().OutputAs<Asset>().Single();
        var custom = new PSObject();
        custom.Properties.Add(new PSNoteProperty("name", "x"));

        Post(new Hashtable { ["list"] = new object?[] { 1, "two", null, true } }).BodyText.ShouldBe("""{"list":[1,"two",null,true]}""");
        Post(custom).BodyText.ShouldBe("""{"name":"x"}""");
        Post("""  {"a" : "é"} """).BodyText.ShouldBe("""  {"a" : "é"} """);
        Post(new object[] { "a", "b" }).BodyText.ShouldBe("""["a","b"]""");
        Post(asset).BodyText.ShouldBe(asset.ToJson());

        RecordedRequest Post(object body)
        {
            Call().With("Method", "Post").With("Body", body).Run().ShouldSucceed();
            return Server.Requests[^1];
        }
    }

    [Fact]
    public void Each_object_from_the_pipeline_is_the_body_of_a_request()
    {
        Server.On("POST /things", Reply.NoContent());

        Call().With("Method", "Post").Input(new Hashtable { ["n"] = 1 }, new Hashtable { ["n"] = 2 }).Run().ShouldSucceed();

        Server.Requests.Select(static request => request.BodyText).ShouldBe(["""{"n":1}""", """{"n":2}"""]);
    }

    /// <summary>Pieces OS has operations of this kind.</summary>
    [Fact]
    public void A_GET_can_have_a_body()
    {
        Server.On("GET /things", Reply.Json("{}"));

        Call().With("Body", new Hashtable { ["n"] = 1 }).Run().ShouldSucceed();

        Server.SingleRequest.BodyText.ShouldBe("""{"n":1}""");
    }

    [Fact]
    public void A_body_that_is_not_JSON_is_an_error_and_nothing_is_sent()
    {
        var itself = new Hashtable();
        itself["self"] = itself;

        foreach (var body in new object[] { "not JSON", string.Empty, itself, new Hashtable { ["x"] = TimeSpan.Zero }, new Hashtable { ["x"] = double.NaN }, "\ud800" })
        {
            var error = Call().With("Method", "Post").With("Body", body).Run().SingleError();
            error.Id().ShouldBe("BodyUnusable");
            error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        }

        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void A_query_is_escaped_and_arrays_repeat_their_parameter()
    {
        Server.On("GET /things", Reply.Json("{}"));
        var query = new OrderedDictionary
        {
            ["q"] = "a b&c=d/é",
            ["id"] = new[] { "1", "2" },
            ["on"] = true,
            ["none"] = null,
            ["n"] = 1.5,
            ["since"] = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        };

        Call("things?first=1").With("Query", query).Run().ShouldSucceed();

        Server.SingleRequest.Target.ShouldBe("/things?first=1&q=a%20b%26c%3Dd%2F%C3%A9&id=1&id=2&on=true&n=1.5&since=2024-01-02T03%3A04%3A05.0000000Z");
    }

    [Fact]
    public void An_object_in_a_query_is_an_error()
    {
        var error = Call().With("Query", new Hashtable { ["filter"] = new Hashtable() }).Run().SingleError();

        error.Id().ShouldBe("InvalidQuery");
        error.Message().ShouldContain("filter");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("things/a b", "/things/a%20b")]
    [InlineData("/things/", "/things/")]
    [InlineData("/", "/")]
    [InlineData("SERVERthings?x=http://a.example/..", "/things?x=http://a.example/..")]
    [InlineData("/things/a..b/.well-known", "/things/a..b/.well-known")]
    public void A_path_is_relative_to_the_server_or_an_address_of_it(string path, string target)
    {
        Server.On("GET " + target.Split('?')[0], Reply.Json("{}"));

        Call(path.Replace("SERVER", Server.Address.ToString(), StringComparison.Ordinal)).Run().ShouldSucceed();

        Server.SingleRequest.Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("http://other.example/assets")]
    [InlineData("https://ada:s3cretpw@other.example/assets")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//other.example/assets")]
    [InlineData("\\\\other.example\\assets")]
    [InlineData("/assets/../shares")]
    [InlineData("/assets/%2e%2E/shares")]
    [InlineData("/assets/..%2fshares")]
    [InlineData("/assets/.")]
    [InlineData("/assets#fragment")]
    [InlineData("SERVER.other.example/assets")]
    public void A_path_that_leads_elsewhere_is_an_error_and_nothing_is_sent(string path)
    {
        var result = Call(path.Replace("SERVER", Server.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)).Run();

        var error = result.SingleError();
        error.Id().ShouldBe("InvalidPath");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        foreach (var text in new[] { error.ToString(), error.Exception.ToString(), error.TargetObject?.ToString(), error.CategoryInfo.TargetName })
            (text ?? string.Empty).ShouldNotContain("s3cretpw");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void A_GET_is_retried()
    {
        Server.On("GET /things", Reply.Status(503), Reply.Drop(), Reply.Json("""{"id":"a"}"""));

        Call().Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Server.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("Post")]
    [InlineData("Put")]
    [InlineData("Patch")]
    [InlineData("Delete")]
    public void A_change_is_sent_once(string method)
    {
        var route = $"{method.ToUpperInvariant()} /things";
        Server.On(route, Reply.Status(503), Reply.Drop());

        var refused = Call().With("Method", method).Run().SingleError();
        var lost = Call().With("Method", method).Run().SingleError();

        refused.Id().ShouldBe("ServerError");
        refused.ErrorDetails!.RecommendedAction.ShouldContain("Invoke-PiecesRequest with a GET");
        lost.Id().ShouldBe("OutcomeUnknown");
        lost.Message().ShouldContain($"{method.ToUpperInvariant()} /things");
        Server.Log.ShouldBe([route, route]);
    }

    [Theory]
    [InlineData(400, "RequestRejected")]
    [InlineData(404, "ResourceNotFound")]
    [InlineData(410, "ResourceGone")]
    [InlineData(409, "Conflict")]
    [InlineData(500, "ServerError")]
    [InlineData(501, "PiecesOsOutdated")]
    [InlineData(511, "CloudNotConnected")]
    public void A_status_is_the_error_of_every_cmdlet(int status, string id)
    {
        Server.On("GET /things", Reply.Status(status, "the server's words"));

        var error = Call().Run().SingleError();

        error.Id().ShouldBe(id);
        error.Message().ShouldBe("/things: the server's words");
        error.TargetObject.ShouldBe(Path);
    }

    [Fact]
    public void A_path_that_the_server_does_not_have_is_not_supported()
    {
        Server.On("GET /things", Reply.Status(404, "Route not found"));

        var error = Call().Run().SingleError();

        error.Id().ShouldBe("OperationNotSupported");
        error.Message().ShouldStartWith("GET /things: there is no such path on this server");
        error.ErrorDetails!.RecommendedAction.ShouldStartWith("Check the path");
    }

    [Fact]
    public void A_password_in_the_address_is_shown_nowhere()
    {
        using var connection = new PiecesOsConnection(new UriBuilder(Server.Address) { UserName = "ada", Password = "s3cretpw" }.Uri);
        Server.On("POST /things", Reply.Status(400, """{"error":"bad password s3cretpw"}""", "Content-Type: application/json"));

        var result = Call().With("Connection", connection).With("Method", "Post").With("Body", new Hashtable { ["token"] = "t0k3n" })
            .With("Verbose").With("Debug").With("Confirm", value: false).Run();

        var error = result.SingleError();
        var shown = string.Join("\n", result.Verbose.Concat(result.Debug).Concat([error.ToString(), error.Exception.ToString(), error.ErrorDetails!.Message]));
        shown.ShouldContain("POST /things");
        shown.ShouldContain("***");
        shown.ShouldNotContain("s3cretpw");
        shown.ShouldNotContain("t0k3n");
    }

    [Fact]
    public void The_view_shows_control_characters()
    {
        Server.On("GET /things", Reply.Json("""{"name":"a\u001b[31mb","inner":{"id":"x","n\u0007":1},"list":[1,2,3,4,5],"raw":[1,2]}"""));

        var shown = (string)Session.Run("Invoke-PiecesRequest things -Connection $connection | Out-String", ("connection", Connection)).ShouldSucceed().Output.Single()!;

        shown.ShouldNotContain("\u001b[31m");
        shown.ShouldNotContain("\u0007");
        shown.ShouldContain("name  : a");
        shown.ShouldContain("inner : @{id, n");
        shown.ShouldContain("list  : {1, 2, 3, 4, ...}");
    }

    private CommandCall Call(string path = Path) => Command<InvokePiecesRequestCommand>().With("Path", path);
}
