using System.Management.Automation;
using PiecesOs.Module.Tests.Conventions;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Pipeline;

/// <summary>With -WhatIf and a declined -Confirm, no cmdlet that changes something sends a request.</summary>
public sealed class WhatIfTests : FileTest
{
    /// <summary>One call of each cmdlet that changes something. Assets are specified by name to check that not even a lookup is sent.</summary>
    private static readonly Dictionary<string, (Type Cmdlet, string Parameter, object Value, string Target, string Action)> s_calls = new(StringComparer.Ordinal)
    {
        ["text"] = (typeof(NewPiecesAssetCommand), "Text", "some text", "some text", "Create asset"),
        ["file"] = (typeof(NewPiecesAssetCommand), "LiteralPath", "a.txt", "FOLDER/a.txt", "Create asset"),
        ["draft"] = (typeof(NewPiecesAssetDraftCommand), "Text", "some text", "some text", "Draft asset"),
        ["edited asset"] = (typeof(EditPiecesAssetCommand), "Asset", "a name", "a name", "Edit content"),
        ["asset"] = (typeof(RemovePiecesAssetCommand), "Id", "a name", "a name", "Delete asset"),
        ["link"] = (typeof(NewPiecesLinkCommand), "Asset", "a name", "a name", "Create share link"),
        ["link of text"] = (typeof(NewPiecesLinkCommand), "Text", "some text", "some text", "Create share link"),
        ["link of a file"] = (typeof(NewPiecesLinkCommand), "Path", "*.txt", "FOLDER/a.txt", "Create share link"),
        ["revoked link"] = (typeof(RevokePiecesLinkCommand), "Share", "https://x.example/?p=abc", "abc", "Revoke share link"),
        ["share"] = (typeof(NewPiecesShareCommand), "Asset", "a name", "a name", "Create share"),
        ["changed share"] = (typeof(UpdatePiecesShareCommand), "Share", "abc", "abc", "Set name to 'new'"),
        ["removed share"] = (typeof(RemovePiecesShareCommand), "Share", "abc", "abc", "Delete share"),
        ["request"] = (typeof(InvokePiecesRequestCommand), "Path", "/tags/create", "SERVER/tags/create", "Send POST"),
        ["score"] = (typeof(AddPiecesShareScoreCommand), "Share", "abc", "abc", "Count one Reuse"),
    };

    public WhatIfTests() => Folder.Write("a.txt", "x");

    public static TheoryData<string> Calls => [.. s_calls.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public void WhatIf_describes_the_change_and_sends_nothing(string call)
    {
        var result = Prepare(call).WhatIf().Run().ShouldSucceed();

        result.Output.ShouldBeEmpty();
        var question = result.Questions.ShouldHaveSingleItem();
        question.Target.ShouldBe(TargetOf(call));
        question.Action.ShouldBe(s_calls[call].Action);
        Session.HostText.ShouldContain($"on target \"{question.Target}\"");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_declined_prompt_sends_nothing(string call)
    {
        var result = Prepare(call).Confirm(ConfirmAnswer.No).Run().ShouldSucceed();

        result.Output.ShouldBeEmpty();
        result.Questions.ShouldHaveSingleItem().Asked.ShouldBeTrue();
        Server.ConnectionCount.ShouldBe(0);
    }

    /// <summary>The test host throws when it has no answer left, as a noninteractive host does.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public void A_prompt_that_cannot_be_answered_sends_nothing_and_is_an_error(string call)
    {
        var result = Prepare(call).With("Confirm").Run();

        result.Output.ShouldBeEmpty();
        var error = result.SingleError();
        error.Id().ShouldBe("NobodyToAsk");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidOperation);
        var target = TargetOf(call);
        error.TargetObject.ShouldBe(target);
        error.Message().ShouldBe($"Nothing was changed: \"{s_calls[call].Action}\" on '{target}' needs confirmation, and no one can answer in this session.");
        error.ErrorDetails!.RecommendedAction.ShouldContain("-Confirm:$false");
        error.ErrorDetails!.RecommendedAction.ShouldContain("-WhatIf");
        Server.ConnectionCount.ShouldBe(0);
    }

    /// <summary>Each input has its own error, but the prompt is not repeated.</summary>
    [Fact]
    public void A_prompt_that_cannot_be_answered_is_shown_once()
    {
        var result = Session.Command<RemovePiecesAssetCommand>().With("Connection", Connection).With("Confirm").Input("one", "two", "three").Run();

        result.Errors.Select(static error => (error.Id(), error.TargetObject)).ShouldBe([("NobodyToAsk", "one"), ("NobodyToAsk", "two"), ("NobodyToAsk", "three")]);
        result.Questions.Count.ShouldBe(1);
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void Changes_confirmed_before_the_last_answer_are_made()
    {
        Server.On($"POST /assets/{Sample.Id(1)}/delete", Reply.Json($"\"{Sample.Id(1)}\""));

        var result = Session.Command<RemovePiecesAssetCommand>().With("Connection", Connection).Input(Sample.Id(1), Sample.Id(2)).Confirm(ConfirmAnswer.Yes).Run();

        var error = result.SingleError();
        error.Id().ShouldBe("NobodyToAsk");
        error.TargetObject.ShouldBe(Sample.Id(2));
        Server.Log.ShouldBe([$"POST /assets/{Sample.Id(1)}/delete"]);
    }

    [Fact]
    public void A_prompt_that_cannot_be_answered_starts_no_sandbox()
    {
        Session.Command<StartPiecesSandboxCommand>().With("Confirm").Run().SingleError().Id().ShouldBe("NobodyToAsk");

        Session.Command<GetPiecesOsConnectionCommand>().Run().Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(NewPiecesLinkCommand), 1, "1 asset", "Create share link")]
    [InlineData(typeof(NewPiecesLinkCommand), 2, "2 assets", "Create share link")]
    [InlineData(typeof(NewPiecesShareCommand), 2, "2 assets", "Create share")]
    public void A_collection_has_one_prompt(Type cmdlet, int count, string target, string action)
    {
        var names = Enumerable.Range(1, count).Select(static number => $"name {number}").ToArray();
        var result = Session.Command(cmdlet).With("Connection", Connection).With("AsCollection").Input(names).WhatIf().Run().ShouldSucceed();

        var question = result.Questions.ShouldHaveSingleItem();
        question.Target.ShouldBe(target);
        question.Action.ShouldBe(action);
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void WhatIf_starts_no_sandbox()
    {
        var result = Session.Command<StartPiecesSandboxCommand>().With("PassThru").WhatIf().Run().ShouldSucceed();

        result.Output.ShouldBeEmpty();
        result.Questions.ShouldHaveSingleItem().Action.ShouldBe("Start");
        Session.Command<GetPiecesOsConnectionCommand>().Run().Output.ShouldBeEmpty();
    }

    /// <summary>
    /// The cmdlets that write files, and Update-PiecesAsset, which shows the difference, read from the server before they prompt. Their own
    /// tests cover them.
    /// </summary>
    [Fact]
    public void Every_cmdlet_that_changes_something_is_covered() => ModuleUnderTest.Cmdlets
        .Where(static cmdlet => cmdlet.Attribute().SupportsShouldProcess && typeof(PiecesCmdlet).IsAssignableFrom(cmdlet))
        .Where(static cmdlet => cmdlet.Attribute().VerbName is not ("Save" or "Export" or "Import") && cmdlet != typeof(UpdatePiecesAssetCommand))
        .Except(s_calls.Values.Select(static call => call.Cmdlet)).ShouldBeEmpty("Add a call of this cmdlet to s_calls, or exclude it here and test -WhatIf in its own tests.");

    private string TargetOf(string call) => s_calls[call].Target
        .Replace("FOLDER", Folder.Path, StringComparison.Ordinal)
        .Replace("SERVER/", Server.Address.ToString(), StringComparison.Ordinal);

    private CommandCall Prepare(string name)
    {
        var call = s_calls[name];
        var driver = Session.Command(call.Cmdlet).With("Connection", Connection).With(call.Parameter, call.Value);
        if (call.Cmdlet == typeof(InvokePiecesRequestCommand))
            return driver.With("Method", "Post");
        return call.Cmdlet == typeof(UpdatePiecesShareCommand) ? driver.With("Name", "new") : driver;
    }
}
