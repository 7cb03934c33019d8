using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>Update-PiecesAsset against a real local server: what is in the library afterwards.</summary>
public sealed class UpdateAssetTests : IDisposable
{
    private const string Text = "tabs\t, quotes \", ünïcode 🎉\r\nlines\n";

    private readonly PowerShellSession _session = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_new_name_changes_nothing_else()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var id = await sandbox.CreateTextAsync("old name", Text, ["MANUAL:mine", "AUTOMATIC:theirs"], ["MANUAL:described", "AUTOMATIC:generated"]);
        await sandbox.PostAsync("asset/update", $$"""{"id":"{{id}}","future":{"deep":[1.50,{"x":"ü"}],"none":false} }""");
        var before = await sandbox.ReadStableAsync(id);

        var result = Command(sandbox).Input(id).With("Name", "new name").Run().ShouldSucceed();

        result.Output.ShouldBeEmpty();
        var question = result.Questions.ShouldHaveSingleItem();
        question.Target.ShouldBe($"old name ({id})");
        question.Action.ShouldBe("Change name: 'old name' -> 'new name'");
        var after = await sandbox.ReadStableAsync(id);
        after["name"]!.GetValue<string>().ShouldBe("new name");
        var expected = JsonNode.Parse(before.ToJsonString().Replace("\"name\":\"old name\"", "\"name\":\"new name\"", StringComparison.Ordinal))!;
        expected["websites"] = before["websites"]!.DeepClone();
        JsonNode.DeepEquals(after, expected).ShouldBeTrue(after.ToJsonString() + "\n" + expected.ToJsonString());
        (await sandbox.ReadContentAsync(id)).ShouldBe(Encoding.UTF8.GetBytes(Text));
    }

    [Fact]
    public async Task A_new_text_is_stored_byte_for_byte_and_changes_nothing_else()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var id = await sandbox.CreateTextAsync("n", "one\ntwo\nthree\n", ["MANUAL:mine"], ["MANUAL:described"]);
        var before = await sandbox.ReadStableAsync(id);

        var result = Command(sandbox).Input(id).With("Text", "one\ntwo and a half\nthree\nfour\n" + Text).Run().ShouldSucceed();

        result.Questions.Single().Action.ShouldBe("Change content: 4 lines added, 1 removed");
        (await sandbox.ReadContentAsync(id)).ShouldBe(Encoding.UTF8.GetBytes("one\ntwo and a half\nthree\nfour\n" + Text));
        var after = await sandbox.ReadStableAsync(id);
        foreach (var record in new[] { before, after })
        {
            foreach (var format in new[] { record["original"]!["reference"]!, record["preview"]!["base"]!["reference"]!, record["formats"]!["iterable"]![0]! })
            {
                format.AsObject().Remove("fragment");
                format.AsObject().Remove("bytes");
            }
        }

        JsonNode.DeepEquals(after, before).ShouldBeTrue(after.ToJsonString() + "\n" + before.ToJsonString());
    }

    [Fact]
    public async Task Several_changes_are_made_in_their_order_and_PassThru_returns_the_asset()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var id = await sandbox.CreateTextAsync("n", "old", ["MANUAL:gone", "MANUAL:stays", "AUTOMATIC:theirs"]);
        await sandbox.ClearRequestsAsync();

        var result = Command(sandbox).Input(id).With("Name", "m").With("Favorite").With("Language", "Python").With("Text", "new").With("AddTag", new[] { "stays", "added" })
            .With("RemoveTag", "GONE").With("Description", "what it is").With("PassThru").Run().ShouldSucceed();

        var asset = result.OutputAs<Asset>().Single();
        (asset.Name, asset.IsFavorite, asset.Language, asset.GetContent()!.GetText()).ShouldBe(("m", true, "py", "new"));
        asset.Tags.ShouldBe(["stays", "theirs", "added"], ignoreOrder: true);
        asset.GetTags().Single(static tag => tag.Text == "added").MechanismFor(id).ShouldBe("MANUAL");
        asset.GetAnnotations().Single().ShouldSatisfyAllConditions(static note => note.Type.ShouldBe("DESCRIPTION"), static note => note.Text.ShouldBe("what it is"));
        (await sandbox.GetChangesAsync()).Select(static path => path.Split('/')[1..3]).Select(static parts => string.Join('/', parts[0], parts[1].Length == 36 ? "ID" : parts[1]))
            .ShouldBe(["asset/update", "asset/reclassify", "format/update", "tags/create", "tag/ID", "tag/ID", "annotations/create"]);
        result.Questions.Single().Action.ShouldBe(
            "Change name: 'n' -> 'm'; favorite: False -> True; language: ps1 -> py; content: 1 line added, 1 removed; tags: +'added' -'gone'; description: none -> 'what it is'");
    }

    [Fact]
    public async Task What_is_already_so_is_not_sent()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var id = await sandbox.CreateTextAsync("n", Text, ["MANUAL:mine", "AUTOMATIC:theirs"], ["MANUAL:described"]);
        var file = _folder.Write("a.ps1", Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await sandbox.ClearRequestsAsync();

        foreach (var (name, value) in new (string, object)[]
        {
            ("Name", "n"), ("Text", Text), ("Path", file), ("Language", "PowerShell"), ("AddTag", new[] { "mine", "theirs" }), ("RemoveTag", "absent"), ("Tag", "mine"),
            ("Description", "described"), ("Favorite", false),
        })
        {
            var result = Command(sandbox).Input(id).With(name, value).With("PassThru").Run().ShouldSucceed();
            result.Questions.ShouldBeEmpty(name);
            result.Verbose.ShouldContain($"n ({id}): nothing differs, so nothing is sent.");
            result.OutputAs<Asset>().Single().GetContent()!.GetText().ShouldBe(Text);
        }

        (await sandbox.GetChangesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tag_replaces_the_tags_of_the_user_and_keeps_those_of_Pieces()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var id = await sandbox.CreateTextAsync("n", "x", ["MANUAL:a", "MANUAL:b", "AUTOMATIC:auto"]);

        var result = Command(sandbox).Input(id).With("Tag", new[] { "b", "C c" }).Run().ShouldSucceed();

        (await TagsAsync(sandbox, id)).ShouldBe(["auto", "b", "C c"], ignoreOrder: true);
        result.Verbose.ShouldContain($"n ({id}): tags that Pieces OS added stay: auto.");
        _session.Run("Update-PiecesAsset $id -Tag @() -Connection $uri", ("id", id), ("uri", sandbox.Address)).ShouldSucceed();
        (await TagsAsync(sandbox, id)).ShouldBe(["auto"]);
        Command(sandbox).Input(id).With("RemoveTag", "auto").Run().ShouldSucceed();
        (await TagsAsync(sandbox, id)).ShouldBeEmpty();
    }

    /// <summary>In newer stores, records do not contain their relations.</summary>
    [Fact]
    public async Task Tags_and_descriptions_that_only_associations_show_are_changed_as_well()
    {
        await using var sandbox = await LibrarySandbox.StartAsync("--relations", "junction");
        var id = await sandbox.CreateTextAsync("n", "x", ["MANUAL:a"], ["MANUAL:old"]);

        Command(sandbox).Input(id).With("AddTag", "b").With("RemoveTag", "a").With("Description", "new").Run().ShouldSucceed();
        var again = Command(sandbox).Input(id).With("Name", "m").With("AddTag", "b").With("RemoveTag", "a").With("Description", "new").Run().ShouldSucceed();

        again.Questions.Single().Action.ShouldBe("Change name: 'n' -> 'm'");
        var third = Command(sandbox).Input(id).With("AddTag", "b").With("Description", "new").Run().ShouldSucceed();
        third.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Relations_that_the_server_does_not_show_are_not_changed()
    {
        await using var sandbox = await LibrarySandbox.StartAsync("--relations", "unknown");
        var id = await sandbox.CreateTextAsync("n", "x", ["MANUAL:a"]);
        await sandbox.ClearRequestsAsync();

        Command(sandbox).Input(id).With("AddTag", "b").Run().SingleError().Id().ShouldBe("RelationUnknown");

        (await sandbox.GetChangesAsync()).ShouldBeEmpty();
        Command(sandbox).Input(id).With("Name", "m").Run().ShouldSucceed();
        (await sandbox.ReadAsync(id))["name"]!.GetValue<string>().ShouldBe("m");
    }

    [Fact]
    public async Task A_description_of_the_user_is_changed_and_removed_and_a_generated_one_stays()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var id = await sandbox.CreateTextAsync("n", "x", descriptions: ["AUTOMATIC:generated"]);

        Command(sandbox).Input(id).With("Description", "mine").Run().ShouldSucceed();
        (await DescriptionsAsync(sandbox, id)).ShouldBe(["generated", "mine"], ignoreOrder: true);
        var changed = Command(sandbox).Input(id).With("Description", "mine, better").Run().ShouldSucceed();
        changed.Questions.Single().Action.ShouldBe("Change description: 'mine' -> 'mine, better'");
        (await DescriptionsAsync(sandbox, id)).ShouldBe(["generated", "mine, better"], ignoreOrder: true);
        Command(sandbox).Input(id).With("Description", string.Empty).Run().ShouldSucceed();
        (await DescriptionsAsync(sandbox, id)).ShouldBe(["generated"]);
    }

    [Fact]
    public async Task A_file_replaces_bytes_and_text_each_in_its_form()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var bytes = Enumerable.Range(0, 300_000).Select(static number => (byte)(number * 31)).ToArray();
        var image = await sandbox.CreateBytesAsync("image.png", bytes);
        var text = await sandbox.CreateTextAsync("n", "old");
        var newBytes = bytes.Reverse().Append((byte)7).ToArray();
        _folder.Write("new [1].png", newBytes);
        _folder.Write("new.ps1", Text, Encoding.Unicode);
        _session.Location = _folder.Path;

        var binary = Command(sandbox).Input(image).With("Path", "new [1].png").Run().ShouldSucceed();
        Command(sandbox).Input(text).With("Path", "*.ps1").Run().ShouldSucceed();

        binary.Questions.Single().Action.ShouldBe("Change content: 293.0 KB -> 293.0 KB");
        (await sandbox.ReadContentAsync(image)).ShouldBe(newBytes);
        (await sandbox.ReadContentAsync(text)).ShouldBe(Encoding.UTF8.GetBytes(Text));
    }

    [Fact]
    public async Task Content_of_another_kind_is_refused()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var image = await sandbox.CreateBytesAsync("image.png", [0x89, 0, 1, 2]);
        var text = await sandbox.CreateTextAsync("n", "old");
        await sandbox.ClearRequestsAsync();

        var one = Command(sandbox).Input(image).With("Text", "text").Run().SingleError();
        one.Id().ShouldBe("ContentKindDiffers");
        one.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        one.Message().ShouldContain("image.png");
        Command(sandbox).Input(text).With("Path", _folder.Write("b.bin", [0, 1, 2])).Run().SingleError().Id().ShouldBe("ContentKindDiffers");

        (await sandbox.GetChangesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIf_shows_the_difference_of_each_asset_and_changes_nothing()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var one = await sandbox.CreateTextAsync("retry one", "x", ["MANUAL:old"]);
        var two = await sandbox.CreateTextAsync("retry two", "x");
        await sandbox.ClearRequestsAsync();

        var result = Command(sandbox).Input("retry *").With("Tag", "new").With("PassThru").WhatIf().Run().ShouldSucceed();

        result.Output.ShouldBeEmpty();
        result.Questions.Select(static question => (question.Target, question.Action)).ShouldBe(
            [($"retry one ({one})", "Change tags: +'new' -'old'"), ($"retry two ({two})", "Change tags: +'new'")],
            ignoreOrder: true);
        (await sandbox.GetChangesAsync()).ShouldBeEmpty();
        Command(sandbox).Input(one, two).With("Tag", "new").Confirm(ConfirmAnswer.No, ConfirmAnswer.Yes).Run().ShouldSucceed();
        (await TagsAsync(sandbox, one)).ShouldBe(["old"]);
        (await TagsAsync(sandbox, two)).ShouldBe(["new"]);
    }

    [Fact]
    public async Task A_pattern_for_several_assets_gives_them_neither_the_same_name_nor_the_same_content()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var one = await sandbox.CreateTextAsync("note one", "x");
        await sandbox.CreateTextAsync("note two", "x");
        await sandbox.ClearRequestsAsync();

        foreach (var parameter in new[] { "Name", "Text" })
            Command(sandbox).Input("note *").With(parameter, "y").Run().SingleError().Id().ShouldBe("PatternMatchesSeveral");

        (await sandbox.GetChangesAsync()).ShouldBeEmpty();
        Command(sandbox).Input("note o*").With("Name", "y").Run().ShouldSucceed();
        (await sandbox.ReadAsync(one))["name"]!.GetValue<string>().ShouldBe("y");
    }

    /// <summary>Names are cached with the connection.</summary>
    [Fact]
    public async Task An_asset_is_found_by_its_new_name_and_not_by_the_old_one()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        await sandbox.CreateTextAsync("before", "x");
        _session.Command<ConnectPiecesOsCommand>().With("Uri", sandbox.Address).Run().ShouldSucceed();

        _session.Run("Update-PiecesAsset before -Name after").ShouldSucceed();

        _session.Run("(Get-PiecesAsset -Id after).Name").ShouldSucceed().Output.ShouldBe(["after"]);
        _session.Run("Get-PiecesAsset -Id before").SingleError().Id().ShouldBe("AssetNotFound");
    }

    /// <summary>Each asset is different, some cannot be changed, and the others are.</summary>
    [Fact]
    public async Task Many_different_assets_are_changed_in_one_pipeline()
    {
        await using var sandbox = await LibrarySandbox.StartAsync();
        var texts = Enumerable.Range(1, 60).Select(static number => string.Concat(Enumerable.Repeat($"line {number} ü🎉" + (number % 2 == 0 ? "\r\n" : "\n"), number)) + number).ToArray();
        var ids = new List<string>();
        for (var number = 1; number <= texts.Length; number++)
            ids.Add(await sandbox.CreateTextAsync($"asset {number}", texts[number - 1], number % 3 == 0 ? [$"MANUAL:t{number}", "AUTOMATIC:auto"] : ["AUTOMATIC:auto"]));
        var missing = Guid.NewGuid().ToString();

        var result = Command(sandbox).Input([.. ids.Take(30), missing, .. ids.Skip(30)]).With("Tag", "swept").With("Favorite").With("Description", "d").Run();

        result.SingleError().Id().ShouldBe("AssetNotFound");
        for (var number = 1; number <= texts.Length; number++)
        {
            var id = ids[number - 1];
            (await sandbox.ReadContentAsync(id)).ShouldBe(Encoding.UTF8.GetBytes(texts[number - 1]));
            (await TagsAsync(sandbox, id)).ShouldBe(["auto", "swept"], ignoreOrder: true);
            (await DescriptionsAsync(sandbox, id)).ShouldBe(["d"]);
            var record = await sandbox.ReadAsync(id);
            record["name"]!.GetValue<string>().ShouldBe($"asset {number}");
            record["favorited"]!.GetValue<bool>().ShouldBeTrue();
            record["websites"]!["iterable"]!.AsArray().Count.ShouldBe(1);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private CommandCall Command(LibrarySandbox sandbox) => _session.Command<UpdatePiecesAssetCommand>().With("Connection", sandbox.Address);

    private static async Task<string[]> TagsAsync(LibrarySandbox sandbox, string id) =>
        [.. (await sandbox.ReadAsync(id))["tags"]!["iterable"]!.AsArray().Select(static tag => tag!["text"]!.GetValue<string>())];

    private static async Task<string[]> DescriptionsAsync(LibrarySandbox sandbox, string id) =>
        [.. (await sandbox.ReadAsync(id))["annotations"]!["iterable"]!.AsArray().Select(static note => note!["text"]!.GetValue<string>())];
}
