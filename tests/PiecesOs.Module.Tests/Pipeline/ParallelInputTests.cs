using System.Management.Automation;
using System.Text.Json;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Pipeline;

/// <summary>Links and assets are created in parallel and returned in input order.</summary>
public sealed class ParallelInputTests : FileTest
{
    private static readonly string[] s_languages = ["cs", "py", "rb", "go"];

    [Fact]
    public void Links_are_created_in_parallel_and_returned_in_order()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(Sample.Asset(1))).On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2)));
        Server.On("POST /linkify", async connection =>
        {
            if (connection.Request!.BodyText.Contains(Sample.Id(1), System.StringComparison.Ordinal))
                await second.Task;
            else
                second.SetResult();
            await ReplyWithLink(connection);
        });

        var result = Command<NewPiecesLinkCommand>().Input(Sample.Id(1), Sample.Id(2)).Run().ShouldSucceed();

        result.OutputAs<Share>().Select(static share => share.AssetId).ShouldBe([Sample.Id(1), Sample.Id(2)]);
    }

    [Fact]
    public void With_a_limit_of_one_links_are_created_one_after_another()
    {
        foreach (var number in Enumerable.Range(1, 3))
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(Sample.Asset(number)));

        Command<NewPiecesLinkCommand>().InputFrom(Enumerable.Range(1, 3).Select(Sample.Id)).With("ThrottleLimit", 1).Run().ShouldSucceed();

        Server.Log.ShouldBe(Enumerable.Range(1, 3).SelectMany(static number => new[] { $"GET /assets/{Sample.Id(number)}?transferables=true", "POST /linkify" }));
    }

    [Fact]
    public void Assets_are_returned_in_file_order()
    {
        var names = Enumerable.Range(0, 12).Select(static number => $"{number:D2}.txt").ToArray();
        foreach (var name in names)
            Folder.Write(name, name);
        Server.On("POST /assets/create", ReplyWithAsset);

        var result = Command<NewPiecesAssetCommand>().With("Path", "*.txt").Run().ShouldSucceed();

        result.OutputAs<Asset>().Select(static asset => asset.Name).ShouldBe(names);
    }

    [Fact]
    public void Names_resolved_in_parallel_need_one_list()
    {
        Server.On("GET /assets", Reply.Json(Sample.List([.. Enumerable.Range(1, 6).Select(static number => Sample.Asset(number, $"name {number}"))])));
        foreach (var number in Enumerable.Range(1, 6))
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(Sample.Asset(number)));

        Command<NewPiecesLinkCommand>().InputFrom(Enumerable.Range(1, 6).Select(static number => $"name {number}")).Run().ShouldSucceed().Output.Count.ShouldBe(6);

        Server.Log.Count(static request => request == "GET /assets?transferables=false").ShouldBe(1);
    }

    /// <summary>The server reads no request until the last row is bound, so a job that read a parameter would read the value of the last row.</summary>
    [Theory]
    [InlineData(typeof(NewPiecesAssetCommand), "/assets/create")]
    [InlineData(typeof(NewPiecesAssetDraftCommand), "/assets/draft")]
    public void Each_asset_is_created_from_its_own_row(System.Type cmdlet, string path)
    {
        var lastIsBound = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("POST /connect", Reply.InTwo(string.Empty, lastIsBound.Task, Sample.Context())).On($"POST {path}", Reply.Json(Sample.Asset(1, more: ",\"type\":\"SEEDED_ASSET\"")));

        Session.Command(cmdlet).With("Connection", Connection).With("ThrottleLimit", 8).InputFrom(Rows(4, lastIsBound)).Run().ShouldSucceed();

        Server.Requests.Where(request => request.Path == path).Select(static request => Seed(request.Json)).Order(System.StringComparer.Ordinal)
            .ShouldBe(["text 1, name 1, cs", "text 2, name 2, py", "text 3, name 3, rb", "text 4, name 4, go"]);
    }

    /// <summary>Rows with text, name and language. Completes the task after the last row has been sent down the pipeline.</summary>
    private static System.Collections.Generic.IEnumerable<PSObject> Rows(int count, TaskCompletionSource passed)
    {
        foreach (var number in Enumerable.Range(1, count))
        {
            var row = new PSObject();
            row.Properties.Add(new PSNoteProperty("Text", $"text {number}"));
            row.Properties.Add(new PSNoteProperty("Name", $"name {number}"));
            row.Properties.Add(new PSNoteProperty("Language", s_languages[number - 1]));
            yield return row;
        }

        passed.SetResult();
    }

    private static string Seed(JsonElement body)
    {
        var asset = body.GetProperty("asset");
        var fragment = asset.GetProperty("format").GetProperty("fragment");
        return $"{fragment.GetProperty("string").GetProperty("raw").GetString()}, {asset.GetProperty("metadata").GetProperty("name").GetString()}, "
            + fragment.GetProperty("metadata").GetProperty("ext").GetString();
    }

    private static Task ReplyWithLink(ServerConnection connection) => Reply.Json(Sample.List(
        Sample.Share(9).Replace(Sample.Id(1), connection.Request!.Json.GetProperty("asset").GetProperty("id").GetString()!, System.StringComparison.Ordinal)))(connection);

    private static Task ReplyWithAsset(ServerConnection connection) => Reply.Json(
        Sample.Asset(1, connection.Request!.Json.GetProperty("asset").GetProperty("metadata").GetProperty("name").GetString()))(connection);
}
