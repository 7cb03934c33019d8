using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Tests.Storage;

/// <summary>What a data file keeps, and which files are refused.</summary>
public sealed class PersistenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string DataFile => _folder.PathOf("data.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_is_kept_and_links_have_the_new_port()
    {
        string os;
        System.Text.Json.JsonElement asset;
        System.Text.Json.JsonElement share;
        var options = new ServerOptions { Data = DataFile };
        await using (var first = await TestSandbox.StartAsync(options))
        {
            os = first.Context.TextAt("os")!;
            asset = await first.CreateAsync("kept pelican", "kept", "cs", "tag");
            share = await first.LinkAsync(asset);
            var gone = await first.CreateAsync("gone");
            await first.PostAsync($"/assets/{gone.Id()}/delete");
        }

        // A port of its own makes sure that the second one is another.
        using var taken = new TcpListener(IPAddress.Loopback, new Uri(share.TextAt("link")!).Port);
        taken.Start();
        await using var second = await TestSandbox.StartAsync(options);

        second.Address.Port.ShouldNotBe(new Uri(share.TextAt("link")!).Port);
        second.Context.TextAt("os").ShouldBe(os);
        var read = (await second.GetAsync("/assets")).Json.Items().ShouldHaveSingleItem();
        read.TextAt("original.reference.fragment.string.raw").ShouldBe("kept pelican");
        var link = $"{second.Address}?p={share.TextAt("short")}";
        (await second.GetAsync($"/share/{share.Id()}")).Json.TextAt("link").ShouldBe(link);
        read.TextAt("shares.iterable.0.link").ShouldBe(link);
        (await second.GetAsync(link)).Status.ShouldBe(200);
        (await second.GetAsync("/assets/search?query=pelikan")).Json.Items().ShouldHaveSingleItem().TextAt("identifier").ShouldBe(asset.Id());
    }

    /// <summary>The file was written by the server before it could keep several formats, with <c>--removed keep</c>.</summary>
    [Fact]
    public async Task A_file_of_the_version_before_is_opened_with_everything_in_it()
    {
        await DataFiles.UnpackAsync("version2.db.gz", DataFile);
        var options = new ServerOptions { Data = DataFile, Pieces = new() { Relations = RelationDetail.Junction } };
        await using (var sandbox = await TestSandbox.StartAsync(options))
            await CheckVersion2Async(sandbox);

        // And once more as the file that it is now.
        await using var again = await TestSandbox.StartAsync(options);
        await CheckVersion2Async(again);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused()
    {
        await using (await TestSandbox.StartAsync(new ServerOptions { Data = DataFile }))
        {
            // Made and kept.
        }

        await using (var later = new SqliteConnection($"Data Source={DataFile};Pooling=False"))
        {
            await later.OpenAsync();
            await using var command = later.CreateCommand();
            command.CommandText = FormattableString.Invariant($"PRAGMA user_version = {Schema.Version + 1}");
            await command.ExecuteNonQueryAsync();
        }

        (await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(new ServerOptions { Data = DataFile }))).Message.ShouldContain("another version");
    }

    [Fact]
    public async Task A_placeholder_that_was_left_is_replaced_at_the_next_start()
    {
        var options = new ServerOptions { Data = DataFile, Pieces = new() { Enrich = TimeSpan.FromHours(1) } };
        await using (var first = await TestSandbox.StartAsync(options))
            (await first.CreateAsync("# Rotate the logs")).TextAt("name").ShouldBe("Untitled Snippet");

        await using var second = await TestSandbox.StartAsync(options);

        (await second.GetAsync("/assets")).Json.Items().ShouldHaveSingleItem().TextAt("name").ShouldBe("Rotate the logs");
    }

    [Fact]
    public async Task Samples_are_created_only_in_an_empty_server()
    {
        var options = new ServerOptions { Data = DataFile, Sample = 5 };
        await using (await TestSandbox.StartAsync(options))
        {
            // Made and kept.
        }

        await using var again = await TestSandbox.StartAsync(options);

        (await again.GetAsync("/assets/identifiers")).Json.Items().Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_named_and_unchanged()
    {
        var text = string.Concat(Enumerable.Repeat("just text, no database\n", 100));
        await File.WriteAllTextAsync(DataFile, text);

        var error = await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(new ServerOptions { Data = DataFile }));

        error.Message.ShouldContain(DataFile);
        (await File.ReadAllTextAsync(DataFile)).ShouldBe(text);
    }

    [Fact]
    public async Task The_database_of_another_program_is_named_and_unchanged()
    {
        await using (var other = new SqliteConnection($"Data Source={DataFile};Pooling=False"))
        {
            SQLitePCL.Batteries_V2.Init();
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE theirs(x); INSERT INTO theirs VALUES(1)";
            await command.ExecuteNonQueryAsync();
        }

        var before = await File.ReadAllBytesAsync(DataFile);
        var error = await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(new ServerOptions { Data = DataFile }));

        error.Message.ShouldContain(DataFile);
        error.Message.ShouldContain("another program");
        (await File.ReadAllBytesAsync(DataFile)).ShouldBe(before);
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        var path = _folder.PathOf("missing", "data.db");

        var error = await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(new ServerOptions { Data = path }));

        error.Message.ShouldContain(path);
    }

    [Fact]
    public async Task Without_a_file_nothing_is_kept()
    {
        var pattern = $"piecesos-sandbox-{Environment.ProcessId}-*";
        string[] during;
        await using (var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 3 }))
            during = Directory.GetDirectories(Path.GetTempPath(), pattern);

        during.ShouldNotBeEmpty();
        during.Where(Directory.Exists).Count().ShouldBeLessThan(during.Length);
    }

    [Fact]
    public async Task Reads_and_writes_at_once_do_not_block_each_other()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 200 });

        var writing = Enumerable.Range(0, 40).Select(i => sandbox.CreateAsync($"text {i}", $"name {i}"));
        var reading = Enumerable.Range(0, 10).Select(_ => sandbox.GetAsync("/assets"));
        var searching = Enumerable.Range(0, 20).Select(_ => sandbox.GetAsync("/assets/search?query=retry"));
        var created = await Task.WhenAll(writing);
        var lists = await Task.WhenAll(reading);
        var found = await Task.WhenAll(searching);

        created.Select(asset => asset.Id()).Distinct(StringComparer.Ordinal).Count().ShouldBe(40);
        lists.ShouldAllBe(list => list.Status == 200 && list.Json.Items().Count >= 200);
        found.ShouldAllBe(search => search.Status == 200);
        (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Count.ShouldBe(240);
    }

    private static async Task CheckVersion2Async(TestSandbox sandbox)
    {
        var assets = (await sandbox.GetAsync("/assets")).Json.Items().ToDictionary(asset => asset.TextAt("name")!, StringComparer.Ordinal);
        var text = assets["text"];
        var format = text.TextAt("original.id")!;
        var associations = (await sandbox.GetAsync($"/tag_to_asset_associations/asset/{text.Id()}")).Json.Items();
        var tag = associations.ShouldHaveSingleItem().TextAt("tag")!;
        var tags = (await sandbox.PostAsync("/tags/batch/fetch", $$$"""{"tags":{"iterable":[{"id":"{{{tag}}}"}]}}""")).Json;

        (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Count.ShouldBe(5);
        (await sandbox.GetAsync($"/assets/{assets["gone"].Id()}")).Status.ShouldBe(410);
        text.TextAt("original.reference.fragment.string.raw").ShouldBe("kept pelican ü");
        assets["bytes"].At("formats.iterable.0.file.bytes.raw").GetRawText().ShouldBe("[0,1,255]");
        assets["large"].TextAt("preview.base.reference.fragment.string.raw").ShouldBe(new string('w', 1_500_000));
        (await sandbox.GetAsync($"/format/{format}")).Json.TextAt("fragment.string.raw").ShouldBe("kept pelican ü");
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"FORMATS"}""")).Json.At("total_count").GetInt32().ShouldBe(5);
        tags.TextAt("tags.iterable.0.text").ShouldBe("two");
        (await sandbox.GetAsync("/shares")).Json.Items().ShouldHaveSingleItem().TextAt("asset.formats.iterable.0.reference.fragment.string.raw").ShouldBe("kept pelican ü");
        (await sandbox.GetAsync("/assets/search?query=pelikan")).Json.Items().ShouldHaveSingleItem().TextAt("identifier").ShouldBe(text.Id());

        var renamed = (await sandbox.PostAsync("/asset/update", $$"""{"id":"{{text.Id()}}","name":"text"}""")).Json;
        renamed.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe("kept pelican ü");
    }
}
