using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Connection;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>Edit-PiecesAsset with scripts as the editor.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class EditAssetTests : FileTest
{
    private static readonly string s_id = Sample.Id(1);
    private static readonly string s_format = Sample.Id(1001);

    private readonly string? _visual = Environment.GetEnvironmentVariable("VISUAL");
    private readonly string? _editor = Environment.GetEnvironmentVariable("EDITOR");

    public EditAssetTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The editors of these tests are shell scripts.");
        Set("EDITOR", null);
    }

    [Fact]
    public async Task What_the_editor_wrote_is_in_the_library_byte_for_byte_and_nothing_else_changes()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var id = await sandbox.CreateTextAsync("a/b: <c>.ps1", "one\r\ntwo\r\n", ["MANUAL:mine"], ["MANUAL:described"]);
        await sandbox.PostAsync("asset/update", $$"""{"id":"{{id}}","future":{"n":1.50} }""");
        var expected = Encoding.UTF8.GetPreamble().Concat("one\r\ntwo\r\nlast line\tü🎉"u8.ToArray()).ToArray();
        Folder.Write("expected", expected);
        UseEditor($"echo \"$1\" > '{Folder.PathOf("path")}'; ls -ld \"$(dirname \"$1\")\" > '{Folder.PathOf("mode")}'; cp \"$1\" '{Folder.PathOf("seen")}'; cp '{Folder.PathOf("expected")}' \"$1\"");

        var result = Session.Command<EditPiecesAssetCommand>().With("Connection", sandbox.Address).Input(id).With("PassThru").Run().ShouldSucceed();

        File.ReadAllText(Folder.PathOf("seen")).ShouldBe("one\r\ntwo\r\n");
        Path.GetFileName(File.ReadAllText(Folder.PathOf("path")).TrimEnd()).ShouldBe("a_b_ _c_.ps1");
        File.ReadAllText(Folder.PathOf("mode")).ShouldStartWith("drwx------");
        File.Exists(File.ReadAllText(Folder.PathOf("path")).TrimEnd()).ShouldBeFalse();
        (await sandbox.ReadContentAsync(id)).ShouldBe(expected);
        var asset = result.OutputAs<Asset>().Single();
        (asset.Name, asset.Tags.Single(), asset.Annotations.Single()).ShouldBe(("a/b: <c>.ps1", "mine", "described"));
        (await sandbox.ReadAsync(id))["future"]!["n"]!.ToJsonString().ShouldBe("1.50");
    }

    [Fact]
    public async Task Several_assets_are_edited_one_after_the_other()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var ids = new List<string>();
        for (var number = 1; number <= 5; number++)
            ids.Add(await sandbox.CreateTextAsync($"n{number}", $"text {number}\n"));
        UseEditor($"test -e '{Folder.PathOf("busy")}' && exit 9; touch '{Folder.PathOf("busy")}'; echo edited >> \"$1\"; rm '{Folder.PathOf("busy")}'");

        Session.Command<EditPiecesAssetCommand>().With("Connection", sandbox.Address).Input([.. ids]).Run().ShouldSucceed();

        for (var number = 1; number <= 5; number++)
            (await sandbox.ReadContentAsync(ids[number - 1])).ShouldBe(Encoding.UTF8.GetBytes($"text {number}\nedited\n"));
    }

    [Fact]
    public void Without_a_change_nothing_is_sent()
    {
        Prepare();
        UseEditor($"echo \"$1\" > '{Folder.PathOf("path")}'; touch \"$1\"");

        var result = Command<EditPiecesAssetCommand>().Input(s_id).Run().ShouldSucceed();

        result.Verbose.ShouldContain("'asset 1' was not changed in the editor, so nothing is sent.");
        Server.Log.ShouldBe([$"GET /assets/{s_id}?transferables=true"]);
        Directory.Exists(Path.GetDirectoryName(File.ReadAllText(Folder.PathOf("path")).TrimEnd())).ShouldBeFalse();
    }

    [Fact]
    public void If_the_content_has_changed_on_the_server_the_edited_text_is_kept()
    {
        Prepare(current: "changed meanwhile");
        UseEditor("echo edited > \"$1\"");

        var error = Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError();

        error.Id().ShouldBe("ContentChanged");
        ReadKept(error).ShouldBe("edited\n");
        Server.Requests.ShouldAllBe(static request => request.Method == "GET");
    }

    [Theory]
    [InlineData("drop", "OutcomeUnknown")]
    [InlineData("500", "ServerError")]
    [InlineData("wrong", "ChangeNotConfirmed")]
    [InlineData("half", "MalformedResponse")]
    public void If_saving_fails_the_edited_text_is_kept_and_the_error_names_its_file(string fault, string id)
    {
        Prepare();
        Server.On("POST /format/update/value", fault switch
        {
            "drop" => Reply.Drop(),
            "500" => Reply.Status(500, "no disk"),
            "wrong" => Reply.Json(Format("Get-Date")),
            _ => Reply.BreakOff(Format("edited\n")[..40]),
        });
        UseEditor("echo edited > \"$1\"");

        var error = Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError();

        error.Id().ShouldBe(id);
        ReadKept(error).ShouldBe("edited\n");
    }

    [Fact]
    public void If_the_editor_fails_nothing_is_saved_and_only_a_changed_file_is_kept()
    {
        Prepare();
        UseEditor("echo edited > \"$1\"; exit 3");
        var changed = Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError();
        UseEditor("exit 4");
        var unchanged = Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError();

        changed.Id().ShouldBe("EditorFailed");
        changed.Message().ShouldContain("exit code 3");
        ReadKept(changed).ShouldBe("edited\n");
        unchanged.Message().ShouldContain("exit code 4");
        unchanged.Message().ShouldNotContain("edited text");
        Server.Requests.ShouldAllBe(static request => request.Method == "GET");
    }

    [Fact]
    public void An_empty_file_and_a_file_that_is_not_text_are_not_saved()
    {
        Prepare();
        UseEditor(": > \"$1\"");
        Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError().Id().ShouldBe("ContentEmpty");
        UseEditor("printf 'a\\000b' > \"$1\"");
        var binary = Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError();
        UseEditor("rm \"$1\"");
        Command<EditPiecesAssetCommand>().Input(s_id).Run().ShouldSucceed().Warnings.ShouldHaveSingleItem().ShouldContain("removed its file");

        binary.Id().ShouldBe("ContentNotText");
        ReadKept(binary).ShouldBe("a\0b");
        Server.Requests.ShouldAllBe(static request => request.Method == "GET");
    }

    [Fact]
    public async Task Content_that_is_not_text_is_not_opened()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var id = await sandbox.CreateBytesAsync("image.png", [0x89, 0, 1, 2]);
        UseEditor($"touch '{Folder.PathOf("opened")}'");

        Session.Command<EditPiecesAssetCommand>().With("Connection", sandbox.Address).Input(id).Run().SingleError().Id().ShouldBe("ContentNotText");

        File.Exists(Folder.PathOf("opened")).ShouldBeFalse();
    }

    [Fact]
    public void The_command_can_have_arguments_and_a_quoted_path_with_spaces()
    {
        Prepare(saved: "a b-c\n");
        Directory.CreateDirectory(Folder.PathOf("my editors"));
        var editor = Script(Folder.PathOf("my editors", "the editor"), "echo \"$1-$2\" > \"$3\"");

        Set("VISUAL", $"\"{editor}\" 'a b' c");
        Command<EditPiecesAssetCommand>().Input(s_id).Run().ShouldSucceed();
        Server.RequestTo("/format/update/value").BodyText.ShouldBe(Format("a b-c\n"));

        // A whole path needs no quotes.
        Script(editor, "exit 5");
        Set("VISUAL", editor);
        Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError().Message().ShouldContain("exit code 5");
    }

    [Fact]
    public void EDITOR_is_used_without_VISUAL_and_a_missing_editor_is_an_error()
    {
        Prepare();
        Set("EDITOR", Script(Folder.PathOf("e"), "exit 6"));
        Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError().Message().ShouldContain("exit code 6");
        Set("VISUAL", "no-such-editor --wait");

        var error = Command<EditPiecesAssetCommand>().Input(s_id).Run().SingleError();

        error.Id().ShouldBe("EditorNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ObjectNotFound);
        error.Message().ShouldBe("The editor in the variable VISUAL was not found: 'no-such-editor --wait'.");
    }

    [Theory]
    [InlineData("code", "code,--wait")]
    [InlineData("code --wait -n", "code,--wait,-n")]
    [InlineData("code -w", "code,-w")]
    [InlineData("nano", "nano")]
    [InlineData(" 'x y'  \"z\" '' q ", null)]
    public void Visual_Studio_Code_always_waits(string command, string? words)
    {
        Set("VISUAL", command);
        Func<string, string?> find = static name => name is "code" or "nano" ? name : null;

        if (words is null)
            Should.Throw<InputException>(() => TextEditor.Find(find)).ErrorId.ShouldBe("EditorNotFound");
        else
            TextEditor.Find(find).ShouldSatisfyAllConditions(editor => string.Join(',', new[] { editor.Program }.Concat(editor.Arguments)).ShouldBe(words));
    }

    [Fact]
    public void Without_variables_the_first_editor_that_exists_is_used()
    {
        TextEditor.Find(static name => "/bin/" + name).ShouldSatisfyAllConditions(static editor => editor.Program.ShouldBe("/bin/code"), static editor => editor.Arguments.ShouldBe(["--wait"]));
        TextEditor.Find(static name => name is "nano" or "vi" ? name : null).Program.ShouldBe("nano");
        TextEditor.Find(static name => name == "vi" ? name : null).Program.ShouldBe("vi");
        Should.Throw<InputException>(static () => TextEditor.Find(static _ => null)).ErrorId.ShouldBe("EditorNotFound");
    }

    [Fact]
    public async Task Ctrl_C_ends_the_editor_and_keeps_the_edited_text()
    {
        Prepare();
        UseEditor($"echo edited > \"$1\"; echo \"$1\" > '{Folder.PathOf("path.new")}'; mv '{Folder.PathOf("path.new")}' '{Folder.PathOf("path")}'; echo $$ > '{Folder.PathOf("pid")}'; exec sleep 100");
        var call = Command<EditPiecesAssetCommand>().Input(s_id);

        var run = call.RunAsync();
        await Patience.UntilAsync(() => new FileInfo(Folder.PathOf("pid")) is { Exists: true, Length: > 0 });

        call.Stop();
        var result = await run.WaitAsync(Patience.Limit);

        result.Stopped.ShouldBeTrue();
        var path = File.ReadAllText(Folder.PathOf("path")).TrimEnd();
        File.ReadAllText(path).ShouldBe("edited\n");
        Session.HostText.ShouldContain($"asset 1 was not saved. The edited text is in '{path}'.");
        Should.Throw<ArgumentException>(() => Process.GetProcessById(int.Parse(File.ReadAllText(Folder.PathOf("pid")), System.Globalization.CultureInfo.InvariantCulture)));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Set("VISUAL", _visual);
        Set("EDITOR", _editor);
        await base.DisposeAsync();
    }

    private static void Set(string variable, string? value) => Environment.SetEnvironmentVariable(variable, value);

    private void UseEditor(string commands) => Set("VISUAL", Script(Folder.PathOf("editor"), commands));

    private static string Script(string path, string commands)
    {
        File.WriteAllText(path, "#!/bin/sh\n" + commands + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static string Format(string text) =>
        $$"""{"id":"{{s_format}}","asset":"{{s_id}}","classification":{"generic":"CODE","specific":"ps1"},"fragment":{"string":{"raw":"""
        + System.Text.Json.JsonSerializer.Serialize(text) + "}}}";

    /// <summary>A server with one asset.</summary>
    private void Prepare(string current = "Get-Date", string saved = "edited\n") => Server
        .On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1))).On($"GET /format/{s_format}", Reply.Json(Format(current))).On("POST /format/update/value", Reply.Json(Format(saved)));

    /// <summary>The text in the file that the error names. Deletes the file.</summary>
    private static string ReadKept(ErrorRecord error)
    {
        var path = error.Message().Split("The edited text is in '")[1].Split('\'')[0];
        var text = File.ReadAllText(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        return text;
    }
}
