using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

public sealed class UpdateShareTests : CmdletTest
{
    /// <summary>Numbers, escapes, whitespace and members that a typed client would not preserve.</summary>
    private const string Unknown = """ "future": {"n": 1.500, "big": 123456789012345678901234567890, "s": "\u00fc\/ 🎉", "none": null}, "list":[ 1,2 ] """;

    private static string Share(string access, string name) =>
        $$"""{ {{Unknown}}, "id":"{{Sample.Id(1)}}","access":"{{access}}","name":"{{name}}", "link":"https://pieces.example/?p=code1","short":"code1"}""";

    [Fact]
    public void Unchanged_data_is_sent_back_byte_for_byte()
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Share("PUBLIC", "old"))).On("POST /share/update", Reply.Json(Sample.Share(1, "new")));

        var result = Command<UpdatePiecesShareCommand>().With("Share", Sample.Id(1)).With("Access", ShareAccess.Private).With("Name", "new").Run().ShouldSucceed();

        Server.Log.ShouldBe([$"GET /share/{Sample.Id(1)}", "POST /share/update"]);
        Server.RequestTo("/share/update").BodyText.ShouldBe(Share("PRIVATE", "new"));
        result.OutputAs<Share>().Single().Name.ShouldBe("new");
        result.Questions.Single().Action.ShouldBe("Set access to Private and name to 'new'");
    }

    [Fact]
    public void It_reads_the_share_again_even_if_the_input_is_an_object()
    {
        Server.On($"GET /share/{Sample.Id(1)}", Reply.Json(Share("PUBLIC", "newer than the object"))).On("POST /share/update", Reply.Json(Sample.Share(1)));

        Command<UpdatePiecesShareCommand>().Input(Sample.ShareObject(1, "stale")).With("Access", "Private").Run().ShouldSucceed();

        Server.RequestTo("/share/update").BodyText.ShouldBe(Share("PRIVATE", "newer than the object"));
    }

    [Fact]
    public void Without_changes_the_pipeline_ends_before_anything_is_sent()
    {
        var result = Command<UpdatePiecesShareCommand>().Input(Sample.ShareObject(1)).Run();

        result.Terminating!.Id().ShouldBe("NothingToChange");
        result.Terminating!.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        result.Terminating!.ErrorDetails!.RecommendedAction.ShouldContain("-Access or -Name");
        Server.ConnectionCount.ShouldBe(0);
    }
}
