using System.Management.Automation;
using System.Text;
using System.Text.Json;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class SaveAssetTests : LibraryTest
{
    [Fact]
    public void Text_is_written_as_UTF8_without_a_byte_order_mark_and_without_a_request()
    {
        const string Text = "ä 語 😀\r\nlast\u0007";

        var file = Save().Input(Sample.AssetObject(1, "My script", Text)).Run().ShouldSucceed().OutputAs<FileInfo>().Single();

        file.FullName.ShouldBe(Path.Combine(Folder.Path, "My script.ps1"));
        File.ReadAllBytes(file.FullName).ShouldBe(Encoding.UTF8.GetBytes(Text));
        Server.ConnectionCount.ShouldBe(0);
        Directory.EnumerateFileSystemEntries(Folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void Bytes_are_written_unchanged()
    {
        var bytes = Enumerable.Range(0, 256).Select(static number => (byte)number).ToArray();
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(AssetWithBytes(1, "photo", bytes)));

        var file = Save().With("Asset", Sample.Id(1)).Run().ShouldSucceed().OutputAs<FileInfo>().Single();

        file.Name.ShouldBe("photo.png");
        File.ReadAllBytes(file.FullName).ShouldBe(bytes);
    }

    [Fact]
    public void A_missing_folder_is_created()
    {
        Save().Input(Sample.AssetObject(1, "a")).With("Destination", "x/y").Run().ShouldSucceed();

        File.Exists(Path.Combine(Folder.Path, "x", "y", "a.ps1")).ShouldBeTrue();
    }

    [Fact]
    public async Task Repeated_names_are_numbered_in_input_order_whatever_order_they_are_written_in()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = new TaskCompletionSource();
        var slow = Reply.InTwo("{", late.Task, Sample.Asset(1, "same", "1")[1..]);
        Server.On($"GET /assets/{Sample.Id(1)}", connection =>
        {
            arrived.TrySetResult();
            return slow(connection);
        });
        for (var number = 2; number <= 4; number++)
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(Sample.Asset(number, number == 3 ? "SAME" : "same", $"{number}")));

        var running = Save().Input(Sample.Id(1), Sample.Id(2), Sample.Id(3), Sample.Id(4)).RunAsync();
        await arrived.Task.WaitAsync(Patience.Limit);
        Directory.EnumerateFiles(Folder.Path).ShouldBeEmpty();
        late.SetResult();
        var files = (await running).ShouldSucceed().OutputAs<FileInfo>();

        files.Select(static file => file.Name).ShouldBe(["same.ps1", "same (2).ps1", "SAME (3).ps1", "same (4).ps1"]);
        files.Select(static file => File.ReadAllText(file.FullName)).ShouldBe(["1", "2", "3", "4"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failed_asset_does_not_delay_the_next_ones(bool force)
    {
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Status(404));
        Server.On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2, "b")));

        var result = Save().Input(Sample.Id(1), Sample.Id(2)).With("Force", force).Run();

        var error = result.SingleError();
        error.Id().ShouldBe("AssetNotFound");
        error.TargetObject.ShouldBe(Sample.Id(1));
        result.OutputAs<FileInfo>().Single().Name.ShouldBe("b.ps1");
    }

    [Fact]
    public void An_existing_file_is_not_overwritten()
    {
        Folder.Write("a.ps1", "mine");
        var asset = Sample.AssetObject(1, "a", "theirs");

        var result = Save().Input(asset, Sample.AssetObject(2, "b")).Run();

        var error = result.SingleError();
        error.Id().ShouldBe("FileExists");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ResourceExists);
        error.TargetObject.ShouldBe(asset);
        error.ErrorDetails!.RecommendedAction.ShouldContain("-Force");
        File.ReadAllText(Path.Combine(Folder.Path, "a.ps1")).ShouldBe("mine");
        result.OutputAs<FileInfo>().Single().Name.ShouldBe("b.ps1");
        Directory.EnumerateFileSystemEntries(Folder.Path).Count().ShouldBe(2);
    }

    [Fact]
    public void Force_overwrites_existing_files_but_not_those_written_by_the_same_command()
    {
        var old = Folder.Write("a.ps1", "mine");
        File.SetAttributes(old, FileAttributes.ReadOnly);

        Save().Input(Sample.AssetObject(1, "a", "1"), Sample.AssetObject(2, "A", "2")).With("Force").Run().ShouldSucceed();

        File.ReadAllText(old).ShouldBe("1");
        File.ReadAllText(Path.Combine(Folder.Path, "A (2).ps1")).ShouldBe("2");
    }

    [Fact]
    public void A_symbolic_link_in_the_folder_is_not_followed()
    {
        var outside = Folder.Write("outside.txt", "untouched");
        var inside = Directory.CreateDirectory(Path.Combine(Folder.Path, "in")).FullName;
        File.CreateSymbolicLink(Path.Combine(inside, "a.ps1"), outside);
        File.CreateSymbolicLink(Path.Combine(inside, "b.ps1"), Path.Combine(Folder.Path, "nothing"));

        var result = Save().Input(Sample.AssetObject(1, "a"), Sample.AssetObject(2, "b")).With("Destination", "in").Run();
        result.Errors.Count.ShouldBe(2);
        Save().Input(Sample.AssetObject(1, "a"), Sample.AssetObject(2, "b")).With("Destination", "in").With("Force").Run().ShouldSucceed();

        File.ReadAllText(outside).ShouldBe("untouched");
        File.ReadAllText(Path.Combine(inside, "a.ps1")).ShouldBe("Get-Date");
        File.Exists(Path.Combine(Folder.Path, "nothing")).ShouldBeFalse();
    }

    [Fact]
    public void No_asset_name_can_point_outside_the_folder()
    {
        var assets = SafeFileNameTests.UnusualNames.Select(static (name, index) => Named(index + 1, name)).ToArray<object?>();

        var files = Save().Input(assets).With("Destination", "in").Run().ShouldSucceed().OutputAs<FileInfo>();

        files.Count.ShouldBe(assets.Length);
        files.ShouldAllBe(file => file.DirectoryName == Path.Combine(Folder.Path, "in"));
        Directory.EnumerateFileSystemEntries(Folder.Path).ShouldHaveSingleItem();
        Directory.EnumerateFiles(Path.Combine(Folder.Path, "in")).Count().ShouldBe(assets.Length);
    }

    [Fact]
    public void The_preview_has_its_own_extension()
    {
        var asset = new Asset(JsonElement.Parse("""
            {"id":"1","name":"drawing",
             "original":{"reference":{"classification":{"specific":"svg"},"fragment":{"string":{"raw":"<svg/>"} } } },
             "preview":{"base":{"reference":{"classification":{"specific":"png"},"file":{"bytes":{"raw":[1,2]} } } } } }
            """));

        Save().Input(asset).With("Preview").Run().ShouldSucceed().OutputAs<FileInfo>().Single().Name.ShouldBe("drawing.png");
        Save().Input(asset).Run().ShouldSucceed().OutputAs<FileInfo>().Single().Name.ShouldBe("drawing.svg");
    }

    [Fact]
    public void An_asset_without_content_is_an_error()
    {
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(Sample.Asset(1, text: null)))
            .On($"GET /assets/{Sample.Id(1)}/formats", Reply.Status(404, "Route not found"))
            .On($"GET /format/{Sample.Id(1001)}", Reply.Status(404, "Route not found"));

        Save().Input(Sample.Id(1)).Run().SingleError().Id().ShouldBe("AssetWithoutContent");
    }

    [Fact]
    public void A_destination_that_is_a_file_ends_the_command()
    {
        Folder.Write("file", "x");

        var result = Save().Input(Sample.AssetObject(1)).With("Destination", "file").Run();

        result.Terminating!.Id().ShouldBe("NotAFolder");
        result.Terminating!.TargetObject.ShouldBe("file");
    }

    [Fact]
    public void WhatIf_prompts_for_each_file_and_writes_nothing()
    {
        var result = Save().Input(Sample.Id(1), "a name").With("Destination", "new").WhatIf().Run().ShouldSucceed();

        result.Questions.Count.ShouldBe(2);
        result.Questions[0].Action.ShouldBe($"Save content to '{Path.Combine(Folder.Path, "new")}'");
        Server.ConnectionCount.ShouldBe(0);
        Directory.EnumerateFileSystemEntries(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Returned_files_have_their_path_for_the_pipeline()
    {
        var output = Save().Input(Sample.AssetObject(1, "a")).Run().ShouldSucceed().Output.Single()!;

        PSObject.AsPSObject(output).Properties["PSPath"]!.Value.ShouldBe(@"Microsoft.PowerShell.Core\FileSystem::" + Path.Combine(Folder.Path, "a.ps1"));
    }

    [Fact]
    public void Returned_files_are_shown_and_used_like_those_of_Get_Item()
    {
        object[] assets = [Sample.AssetObject(1, "a [1]", "one"), Sample.AssetObject(2, "b `2`", "two"), Sample.AssetObject(3, "ä 😀", "three")];

        var result = Session.Run(
            """
            $files = $assets | Save-PiecesAsset -Destination in -Connection $c
            ($files | Out-String -Width 200) -ceq (Get-ChildItem -LiteralPath $files.FullName | Sort-Object { $files.Name.IndexOf($_.Name) } | Out-String -Width 200)
            foreach ($file in $files) {
                $item = Get-Item -LiteralPath $file.FullName
                ($file.PSObject.Properties.Name -join ',') -ceq ($item.PSObject.Properties.Name -join ',')
                "$($file.PSPath)|$($file.PSParentPath)|$($file.PSDrive)|$($file.PSProvider)|$($file.PSIsContainer)" -ceq "$($item.PSPath)|$($item.PSParentPath)|$($item.PSDrive)|$($item.PSProvider)|$($item.PSIsContainer)"
            }
            ($files | Get-Content) -join ','
            New-Item -ItemType Directory copy | Out-Null
            $files | Copy-Item -Destination copy
            (Get-ChildItem copy | Sort-Object Length | Get-Content) -join ','
            $files | Remove-Item
            @(Get-ChildItem in).Count
            """,
            ("assets", assets),
            ("c", Connection));

        result.ShouldSucceed().Output.ShouldBe([true, true, true, true, true, true, true, "one,two,three", "one,two,three", 0]);
    }

    /// <summary>The command reads only a few assets ahead, so memory does not grow with the pipeline.</summary>
    [Fact]
    public void Thousands_of_assets_are_saved_in_order_with_progress_and_some_failures()
    {
        const int WithoutContent = 700;
        Server.On($"GET /assets/{Sample.Id(WithoutContent)}", Reply.Status(404));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        int given = 0, ahead = 0, returned = 0;

        IEnumerable<object> Assets()
        {
            // Progress is shown after one second.
            while (given < 5000 || clock.Elapsed < TimeSpan.FromSeconds(2))
            {
                given++;
                ahead = Math.Max(ahead, given - returned);
                yield return given == WithoutContent ? Sample.Id(given) : Sample.AssetObject(given, $"asset {given}", $"text {given}");
            }
        }

        var result = Save().InputFrom(Assets()).OnOutput(_ => returned++).Run();

        result.SingleError().TargetObject.ShouldBe(Sample.Id(WithoutContent));
        result.OutputAs<FileInfo>().Select(static file => file.Name)
            .ShouldBe(Enumerable.Range(1, given).Where(static number => number != WithoutContent).Select(static number => $"asset {number}.ps1"));
        result.OutputAs<FileInfo>().ShouldAllBe(static file => File.ReadAllText(file.FullName) == Path.GetFileNameWithoutExtension(file.Name).Replace("asset", "text", StringComparison.Ordinal));
        ahead.ShouldBeLessThan(100);
        result.Progress.ShouldContain(static record => record.StatusDescription.Contains(" done; now asset ", StringComparison.Ordinal));
        result.Progress[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
    }

    [Fact]
    public async Task Stopping_leaves_only_whole_files()
    {
        var text = new string('x', 100_000);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var returned = 0;

        IEnumerable<object> Assets()
        {
            for (var number = 1; ; number++)
                yield return Sample.AssetObject(number, $"asset {number}", text);
        }

        var command = Save().InputFrom(Assets()).With("ThrottleLimit", 8).OnOutput(_ =>
        {
            if (++returned == 50)
                reached.SetResult();
        });
        var running = command.RunAsync();
        await reached.Task.WaitAsync(Patience.Limit);
        command.Stop();
        var result = await running.WaitAsync(Patience.Limit);

        result.Stopped.ShouldBeTrue();
        var files = new DirectoryInfo(Folder.Path).GetFiles("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None });
        files.Length.ShouldBeGreaterThanOrEqualTo(50);
        files.ShouldAllBe(file => file.Extension == ".ps1" && file.Length == text.Length);
    }

    private CommandCall Save() => Command<SavePiecesAssetCommand>();

    /// <summary>An asset with any name, including text that is not valid Unicode.</summary>
    private static Asset Named(int number, string? name)
    {
        var escaped = name is null ? "null" : $"\"{string.Concat(name.Select(static unit => $"\\u{(int)unit:x4}"))}\"";
        return new Asset(JsonElement.Parse(Sample.Asset(number, "NAME").Replace("\"NAME\"", escaped, StringComparison.Ordinal)));
    }
}
