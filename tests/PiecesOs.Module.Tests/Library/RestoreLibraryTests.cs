using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

/// <summary>The import of an export into a server that stores records as they are.</summary>
public sealed class RestoreLibraryTests : LibraryTest
{
    private const string Version = """{"version":1}""";

    [Fact]
    public void Records_are_sent_as_they_are_in_the_export()
    {
        PrepareExport([Sample.Asset(1, "one", "text\r\n\u0007é", ", \"future\": [1.50, \"\\u00e9\"]"), Sample.Asset(2, "", "2")], Sample.Share(5, "link", asset: 1));
        Server.On($"PUT /.library/assets/{Sample.Id(1)}", Stored(1)).On($"PUT /.library/assets/{Sample.Id(2)}", Stored(2))
            .On($"PUT /.library/shares/{Sample.Id(5)}", Reply.Json($$"""{"id":"{{Sample.Id(5)}}","outcome":"created","link":"http://here/?p=code5"}""", 201));

        var results = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Select(static result => (result.Action, result.Id, result.SourceId, result.Link, result.OriginalLink)).ShouldBe(
        [
            (PiecesImportAction.Created, Sample.Id(1), Sample.Id(1), null, null),
            (PiecesImportAction.Created, Sample.Id(2), Sample.Id(2), null, null),
            (PiecesImportAction.Created, Sample.Id(1), Sample.Id(5), "http://here/?p=code5", "https://pieces.example/?p=code5"),
        ]);
        var lines = File.ReadAllLines(PathInExport("assets.jsonl"));
        Server.RequestTo($"/.library/assets/{Sample.Id(1)}").BodyText.ShouldBe(lines[0]);
        Server.RequestTo($"/.library/assets/{Sample.Id(1)}").Query.ShouldBeEmpty();
        Server.RequestTo($"/.library/shares/{Sample.Id(5)}").BodyText.ShouldBe(File.ReadAllLines(PathInExport("shares.jsonl"))[0]);
        Server.Log.ShouldNotContain(static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void Existing_assets_are_compared_by_ID_and_time()
    {
        PrepareWith([Updated(1, 1), Updated(2, 1), Updated(3, 1)], there: [Updated(1, 1), Updated(2, 2)]);
        Server.On($"PUT /.library/assets/{Sample.Id(3)}", Stored(3));

        var run = Import().Run().ShouldSucceed();

        run.OutputAs<PiecesImportResult>().Select(static result => (result.Action, result.Reason)).ShouldBe(
        [
            (PiecesImportAction.Skipped, "The library already contains it."),
            (PiecesImportAction.Skipped, "It differs there; -Force replaces it."),
            (PiecesImportAction.Created, null),
        ]);
        run.Warnings.ShouldBe(["Assets and links of which the library has another version were skipped: 1. Use -Force to replace them."]);
    }

    [Fact]
    public void Force_sends_everything()
    {
        PrepareWith([Updated(1, 1), Updated(2, 1)], there: [Updated(1, 1), Updated(2, 2)]);
        Server.On($"PUT /.library/assets/{Sample.Id(1)}", Stored(1, "unchanged")).On($"PUT /.library/assets/{Sample.Id(2)}", Stored(2, "replaced"));

        var results = Import().With("Force").Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Select(static result => result.Action).ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Replaced]);
        Server.RequestTo($"/.library/assets/{Sample.Id(2)}").Query.ShouldBe("replace=true");
    }

    /// <summary>The library was read before, and did not have it.</summary>
    [Fact]
    public void A_conflict_is_an_error()
    {
        PrepareExport([Sample.Asset(1)], Sample.Share(5));
        Server.On($"PUT /.library/assets/{Sample.Id(1)}", Reply.Status(409, "The library has another version of the asset."))
            .On($"PUT /.library/shares/{Sample.Id(5)}", Reply.Status(409, "The code 'code5' belongs to another link of the library."))
            .On($"GET /share/{Sample.Id(5)}", Reply.Status(404, "Share not found"));

        var result = Import().Run();

        result.Errors.Select(static error => error.Id()).ShouldBe(["Conflict", "Conflict"]);
        result.OutputAs<PiecesImportResult>().Select(static item => item.Action).ShouldBe([PiecesImportAction.Failed, PiecesImportAction.Failed]);
        result.OutputAs<PiecesImportResult>()[1].Reason.ShouldNotBeNull().ShouldContain("belongs to another link");
    }

    [Fact]
    public void A_link_that_was_revoked_is_skipped()
    {
        PrepareExport([Sample.Asset(1)], Sample.Share(5));
        Server.On($"PUT /.library/assets/{Sample.Id(1)}", Stored(1))
            .On($"PUT /.library/shares/{Sample.Id(5)}", Reply.Status(409, "The link was revoked."))
            .On($"GET /share/{Sample.Id(5)}", Reply.Status(410, "Share was revoked"));

        var result = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>()[1];

        (result.Action, result.Reason).ShouldBe((PiecesImportAction.Skipped, "It was revoked; -Force opens it again."));
    }

    [Theory]
    [InlineData("""{"id":"11111111-1111-4111-8111-111111111111","outcome":"created"}""", 201)]
    [InlineData("""{"id":"ID"}""", 200)]
    [InlineData("""{"id":"ID","outcome":"accepted"}""", 200)]
    [InlineData("", 204)]
    [InlineData("{}", 200)]
    [InlineData("<html>", 200)]
    public void A_response_without_evidence_is_a_failure(string body, int status)
    {
        PrepareExport([Sample.Asset(1), Sample.Asset(2)]);
        Server.On($"PUT /.library/assets/{Sample.Id(1)}", Reply.Json(body.Replace("ID", Sample.Id(1)), status)).On($"PUT /.library/assets/{Sample.Id(2)}", Stored(2));

        var result = Import().Run();

        result.SingleError().Id().ShouldBe("MalformedResponse");
        result.OutputAs<PiecesImportResult>().Select(static item => item.Action).ShouldBe([PiecesImportAction.Failed, PiecesImportAction.Created]);
    }

    /// <summary>Otherwise the assets would be created with new IDs.</summary>
    [Theory]
    [InlineData(500, "broken", "ServerError")]
    [InlineData(200, "{}", "MalformedResponse")]
    [InlineData(401, "", "NotAuthenticated")]
    public void Nothing_is_sent_if_the_server_does_not_say_whether_it_stores_records(int status, string body, string error)
    {
        PrepareExport([Sample.Asset(1)]);
        Server.OnUnlogged("GET /.library", Reply.Status(status, body));

        Import().Run().SingleError().Id().ShouldBe(error);

        Server.Log.ShouldNotContain(static request => request.StartsWith("POST", StringComparison.Ordinal) || request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public void Tags_are_added_to_those_of_the_record()
    {
        PrepareExport([Sample.Asset(1, "one", "1", """, "tags": {"iterable":[{"id":"t1","text":"git"}],"indices":{"t1":0}}""")]);
        Server.On($"PUT /.library/assets/{Sample.Id(1)}", Stored(1));

        Import().With("Tag", new[] { "git", "moved" }).Run().ShouldSucceed();

        Server.RequestTo($"/.library/assets/{Sample.Id(1)}").Json.GetProperty("tags").GetRawText().ShouldBe("""{"iterable":[{"id":"t1","text":"git"},{"text":"moved"}],"indices":{"t1":0}}""");
    }

    private static Func<ServerConnection, Task> Stored(int number, string outcome = "created") =>
        Reply.Json($$"""{"id":"{{Sample.Id(number)}}","outcome":"{{outcome}}"}""", outcome == "created" ? 201 : 200);

    private static string Updated(int number, int second) =>
        Sample.Asset(number, $"asset {number}", "1", FormattableString.Invariant($$""", "updated": {"value": "2026-03-01T00:00:{{second:D2}}.000Z"}"""));

    private void PrepareExport(string[] assets, params string[] shares) => PrepareWith(assets, [], shares);

    /// <summary>An export with some assets, and a library with others.</summary>
    private void PrepareWith(string[] assets, string[] there, string[]? shares = null)
    {
        PrepareLibrary(assets);
        Server.OnUnlogged("GET /shares", Reply.Json(Sample.List(shares ?? [])));
        if (shares is { Length: > 0 })
            Server.OnUnlogged($"GET /shares/{Sample.Id(5)}", Reply.Json(shares[0]));
        RunExport().ShouldSucceed();
        PrepareLibrary(there);
        Server.OnUnlogged("GET /shares", Reply.Json(Sample.List())).OnUnlogged("GET /.library", Reply.Json(Version));
    }
}
