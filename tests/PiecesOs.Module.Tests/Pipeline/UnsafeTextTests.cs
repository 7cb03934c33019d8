using System.Text.Json;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Pipeline;

/// <summary>External text can contain terminal escape sequences. Prompts and errors show them without executing them.</summary>
public sealed class UnsafeTextTests : FileTest
{
    private const string Evil = "a\u001b[2Jb\r\u202Ec";

    [Fact]
    public void In_the_prompt_for_an_asset() => CommandWithoutConfirm<RemovePiecesAssetCommand>().Input(Sample.AssetObject(1, Evil)).WhatIf().Run()
        .Questions.Single().Target.ShouldBe($"a␛[2Jb␍\uFFFDc ({Sample.Id(1)})");

    [Fact]
    public void In_the_prompt_for_a_share() => CommandWithoutConfirm<RevokePiecesLinkCommand>()
        .Input(new Client.Share(JsonElement.Parse($$"""{"id":"{{Sample.Id(1)}}","link":"https://x/\u001b[2J"}"""))).WhatIf().Run()
        .Questions.Single().Target.ShouldBe("https://x/␛[2J");

    [Fact]
    public void In_the_prompt_for_text() => ShouldBeSafe(
        Command<NewPiecesAssetCommand>().With("Text", Evil).WhatIf().Run().Questions.Single().Target);

    [Fact]
    public void In_the_prompt_for_a_collection() => ShouldBeSafe(
        Command<NewPiecesLinkCommand>().With("Asset", "x").With("AsCollection").With("Name", Evil).WhatIf().Run().Questions.Single().Target);

    [Fact]
    public void In_the_prompt_for_a_changed_share() => ShouldBeSafe(
        Command<UpdatePiecesShareCommand>().With("Share", "x").With("Name", Evil).WhatIf().Run().Questions.Single().Action);

    [Fact]
    public void In_the_prompt_for_a_file()
    {
        Assert.SkipWhen(System.OperatingSystem.IsWindows(), "No such file name can be on Windows.");
        Folder.Write(Evil, "x");
        ShouldBeSafe(Command<NewPiecesAssetCommand>().With("Path", "a*").WhatIf().Run().Questions.Single().Target);
    }

    [Fact]
    public void In_the_error_about_a_missing_file() => ShouldBeSafe(
        Command<NewPiecesAssetCommand>().With("LiteralPath", Evil).Run().SingleError().Message());

    [Fact]
    public void In_the_error_about_an_unknown_name()
    {
        Server.On("GET /assets", Reply.Json(Sample.List()));
        ShouldBeSafe(CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", Evil).Run().SingleError().Message());
    }

    [Fact]
    public void In_the_error_about_an_unknown_link()
    {
        Server.On("GET /shares", Reply.Json(Sample.List()));
        ShouldBeSafe(CommandWithoutConfirm<RevokePiecesLinkCommand>().With("Share", Evil).Run().SingleError().Message());
    }

    [Fact]
    public void In_the_error_message_of_the_server()
    {
        Server.On("GET /assets", Reply.Status(400, Evil));
        Command<GetPiecesAssetCommand>().Run().SingleError().Message().ShouldBe("a␛[2Jb \uFFFDc");
    }

    [Fact]
    public void In_the_result_of_a_server_test()
    {
        Server.On("GET /.well-known/health", Reply.Text(Evil));
        ShouldBeSafe(Command<TestPiecesOsCommand>().With("Detailed").Run().OutputAs<PiecesOsStatus>().Single().Problem);
    }

    [Fact]
    public void In_the_error_about_a_rejected_connection() => ShouldBeSafe(
        Session.Command<GetPiecesAssetCommand>().With("Connection", Evil).Run().TerminatingException!.Message);

    [Fact]
    public void In_the_error_about_an_invalid_address() => ShouldBeSafe(
        Session.Command<ConnectPiecesOsCommand>().With("Uri", new System.Uri(Evil, System.UriKind.Relative)).Run().SingleError().Message());

    private static void ShouldBeSafe(string? text)
    {
        text.ShouldNotBeNull();
        text.ShouldContain("␛[2J");
        text.Any(char.IsControl).ShouldBeFalse(text);
        text.ShouldNotContain('\u202E');
    }
}
