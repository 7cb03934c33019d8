using System.Collections;
using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

/// <summary>A share can be identified by an object, an ID, its link, its short code or its name.</summary>
public sealed class ShareIdentityTests : CmdletTest
{
    private static readonly string s_id = Sample.Id(7);

    public static TheoryData<string> FormsWithId => ["share", "guid", "text", "upper", "custom", "custom with ShareId", "custom with Share", "hashtable", "wrapped"];

    public static TheoryData<string> FormsToLookUp => ["link", "link as Uri", "link with more", "custom with Link", "code", "name", "name in capitals"];

    [Theory]
    [MemberData(nameof(FormsWithId))]
    public void A_form_that_contains_the_id_needs_no_list(string form)
    {
        Prepare();
        CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(Create(form)).Run().ShouldSucceed();
        Server.Log.ShouldBe([$"POST /linkify/{s_id}/revoke"]);
    }

    [Theory]
    [MemberData(nameof(FormsToLookUp))]
    public void A_link_code_or_name_is_looked_up(string form)
    {
        Prepare();
        CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(Create(form)).Run().ShouldSucceed();
        Server.Log.ShouldBe(["GET /shares?transferables=false", $"POST /linkify/{s_id}/revoke"]);
    }

    [Fact]
    public void Forms_can_be_mixed_as_arguments_and_the_list_is_read_once()
    {
        Prepare();
        CommandWithoutConfirm<RevokePiecesLinkCommand>().With("Share", new[] { Create("link"), Create("share"), Create("name") }).Run().ShouldSucceed();
        Server.Log.ShouldBe(["GET /shares?transferables=false", $"POST /linkify/{s_id}/revoke", $"POST /linkify/{s_id}/revoke", $"POST /linkify/{s_id}/revoke"]);
    }

    [Fact]
    public void An_unknown_code_is_not_found()
    {
        Prepare();

        var error = CommandWithoutConfirm<RevokePiecesLinkCommand>().Input("https://pieces.example/?p=unknown").Run().SingleError();

        error.Id().ShouldBe("ShareNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ObjectNotFound);
        error.TargetObject.ShouldBe("https://pieces.example/?p=unknown");
        error.Message().ShouldContain("'unknown'");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Get-PiecesShare");
    }

    [Fact]
    public void An_ambiguous_name_is_an_error_and_nothing_changes()
    {
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(1, "twin"), Sample.Share(2, "Twin"))));

        var error = CommandWithoutConfirm<RevokePiecesLinkCommand>().Input("twin").Run().SingleError();

        error.Id().ShouldBe("ShareNameAmbiguous");
        error.TargetObject.ShouldBe("twin");
        error.Message().ShouldContain(Sample.Id(2));
        Server.Log.ShouldBe(["GET /shares?transferables=false"]);
    }

    [Theory]
    [InlineData("asset")]
    [InlineData("file")]
    [InlineData("byte")]
    [InlineData("custom without id")]
    public void Other_objects_are_rejected_one_by_one(string form)
    {
        Prepare();

        var result = CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(Create(form), s_id).With("PassThru").Run();

        result.Output.ShouldBe([s_id]);
        result.SingleError().Message().ShouldContain("does not name a share. Specify a share, its ID, its link or its short code");
    }

    private static object Create(string form) => form switch
    {
        "share" => Sample.ShareObject(7),
        "guid" => Guid.Parse(s_id),
        "text" => s_id,
        "upper" => s_id.ToUpperInvariant(),
        "custom" => CustomObject("Id", s_id),
        "custom with ShareId" => CustomObject("ShareId", s_id),
        "custom with Share" => CustomObject("Share", Sample.ShareObject(7)),
        "hashtable" => new Hashtable { ["Id"] = s_id },
        "wrapped" => new PSObject(Sample.ShareObject(7)),
        "link" => "https://pieces.example/?p=code7",
        "link as Uri" => new Uri("https://pieces.example/?p=code7"),
        "link with more" => "https://other.example/page?x=1&p=code7#top",
        "custom with Link" => CustomObject("Link", "https://pieces.example/?p=code7"),
        "code" => "code7",
        "name" => "seventh",
        "name in capitals" => "SEVENTH",
        "asset" => Sample.AssetObject(7),
        "file" => new FileInfo("some.txt"),
        "byte" => (byte)42,
        "custom without id" => CustomObject("Color", "red"),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    private static PSObject CustomObject(string property, object value)
    {
        var custom = new PSObject();
        custom.Properties.Add(new PSNoteProperty(property, value));
        return custom;
    }

    private void Prepare() => Server
        .On("GET /shares", Reply.Json(Sample.List(Sample.Share(1, "first"), Sample.Share(7, "seventh"))))
        .On($"POST /linkify/{s_id}/revoke", Reply.Text(s_id));
}
