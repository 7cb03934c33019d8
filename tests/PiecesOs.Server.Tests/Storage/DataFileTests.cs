using System.Text;
using System.Text.Json;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Tests.Storage;

/// <summary>What a lasting server does with its data file: one server for each, checked, migrated with a copy, and never half written.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string DataFile => _folder.PathOf("data.db");

    private ServerOptions Options => new() { Data = DataFile, Pieces = new() { Enrich = null } };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_server_is_refused_until_the_first_one_has_ended()
    {
        var link = _folder.PathOf("link.db");
        await using (var first = await TestSandbox.StartAsync(Options))
        {
            File.CreateSymbolicLink(link, DataFile);
            foreach (var path in new[] { DataFile, link })
            {
                var error = await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(new ServerOptions { Data = path }));
                error.Reason.ShouldBe(DataFileFault.InUse);
                error.Message.ShouldBe($"Another server is using the data file '{DataFile}'.");
            }

            await first.CreateAsync("still works");
        }

        await using var next = await TestSandbox.StartAsync(new ServerOptions { Data = link });
        (await next.GetAsync("/assets")).Json.Items().Count.ShouldBe(1);
    }

    /// <summary>The file was written by the server of version 3: 20 samples, one renamed, one created, one deleted, and a link.</summary>
    [Fact]
    public async Task A_library_of_version_3_is_opened_with_everything_in_it()
    {
        await DataFiles.UnpackAsync("version3.db.gz", DataFile);
        await using var sandbox = await TestSandbox.StartAsync(Options);

        var assets = (await sandbox.GetAsync("/assets")).Json.Items();
        var kept = assets.Single(asset => asset.TextAt("name") == "kept");
        var share = (await sandbox.GetAsync("/shares")).Json.Items().ShouldHaveSingleItem();

        sandbox.Context.TextAt("os").ShouldBe("7d2b04de-a223-4cc1-ae30-42abaa6b937f");
        (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Count.ShouldBe(21);
        assets.Count(asset => asset.TextAt("name") == "renamed by hand").ShouldBe(1);
        kept.TextAt("original.reference.fragment.string.raw").ShouldBe("kept pelican ü");
        kept.At("tags").Items().Select(tag => tag.TextAt("text")).ShouldBe(["one", "two"], ignoreOrder: true);
        kept.At("shares").Items().ShouldHaveSingleItem().Id().ShouldBe(share.Id());
        share.TextAt("short").ShouldBe("8b48462f8b");
        (await sandbox.GetAsync("/?p=8b48462f8b")).Text.ShouldContain("kept pelican");
        (await sandbox.GetAsync("/assets/search?query=pelikan")).Json.Items().ShouldHaveSingleItem().TextAt("identifier").ShouldBe(kept.Id());
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"ASSETS"}""")).Json.At("total_count").GetInt32().ShouldBe(21);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Before_a_migration_the_file_is_copied_and_no_earlier_copy_is_replaced(int version)
    {
        var copy = $"{DataFile}.v{version}.backup";
        await DataFiles.UnpackAsync($"version{version}.db.gz", DataFile);

        await using (await TestSandbox.StartAsync(Options))
        {
            // Migrated.
        }

        (await DataFiles.ExecuteAsync(DataFile, "PRAGMA user_version")).ShouldBe((long)Schema.Version);
        (await DataFiles.ExecuteAsync(copy, "PRAGMA user_version")).ShouldBe((long)version);
        (await DataFiles.ExecuteAsync(copy, "PRAGMA integrity_check")).ShouldBe("ok");
        (await DataFiles.ExecuteAsync(copy, "SELECT count(*) FROM assets")).ShouldBe(await DataFiles.ExecuteAsync(DataFile, "SELECT count(*) FROM assets"));
        Directory.GetFiles(_folder.Path, "*.part*").ShouldBeEmpty();

        // Back to the version before, and migrated once more.
        File.Copy(copy, DataFile, overwrite: true);
        await using (await TestSandbox.StartAsync(Options))
        {
            // Migrated again.
        }

        File.Exists(copy + ".2").ShouldBeTrue();
        (await DataFiles.ExecuteAsync(copy, "PRAGMA user_version")).ShouldBe((long)version);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_and_unchanged()
    {
        await CreateSampleAsync();
        await DamageAsync();
        var before = await File.ReadAllBytesAsync(DataFile);

        var error = await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(Options));

        error.Reason.ShouldBe(DataFileFault.Damaged);
        error.Message.ShouldContain(DataFile);
        error.Message.ShouldContain("damaged");
        (await File.ReadAllBytesAsync(DataFile)).ShouldBe(before);
    }

    [Fact]
    public async Task An_empty_file_is_not_a_new_library()
    {
        await File.Create(DataFile).DisposeAsync();

        var error = await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(Options));

        error.Reason.ShouldBe(DataFileFault.Damaged);
        error.Message.ShouldBe($"The data file '{DataFile}' is empty (0 bytes). Go back to a backup, or delete the file to start a new library.");
        new FileInfo(DataFile).Length.ShouldBe(0);
        File.Delete(DataFile);
        await using var server = await TestSandbox.StartAsync(Options);
        (await server.GetAsync("/assets")).Json.Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_first_start_that_fails_leaves_no_empty_file()
    {
        var journal = Directory.CreateDirectory(DataFile + "-journal");

        var error = await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(Options));

        error.Message.ShouldContain(DataFile);
        File.Exists(DataFile).ShouldBeFalse();
        journal.Delete();
        await using var server = await TestSandbox.StartAsync(Options);
        (await server.GetAsync("/assets")).Json.Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_user_can_read_a_new_file_and_those_beside_it()
    {
        await using var server = await TestSandbox.StartAsync(Options);
        await server.CreateAsync("secret");

        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in new[] { DataFile, DataFile + "-wal", DataFile + "-shm" })
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    /// <summary>A file that is too large for a check at the start. The space at its end is not used.</summary>
    [Fact]
    public async Task A_large_file_is_checked_after_the_start()
    {
        await CreateSampleAsync();
        await using (var file = File.OpenWrite(DataFile))
            file.SetLength(300 * 1024 * 1024);
        await using (var whole = await TestSandbox.StartAsync(Options))
            (await whole.Database.CheckAsync(TestContext.Current.CancellationToken)).ShouldBeNull();

        await DamageAsync();
        await using var damaged = await TestSandbox.StartAsync(Options);

        (await damaged.Database.CheckAsync(TestContext.Current.CancellationToken)).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_full_check_also_finds_a_search_index_that_disagrees_with_the_data()
    {
        await CreateSampleAsync();
        await DataFiles.ExecuteAsync(DataFile, "DELETE FROM titles_content WHERE id = (SELECT min(id) FROM titles_content)");
        await using (await TestSandbox.StartAsync(Options))
        {
            // The quick check accepts it.
        }

        var error = await Should.ThrowAsync<DataFileException>(() => LocalServer.StartAsync(Options with { FullCheck = true }));

        error.Reason.ShouldBe(DataFileFault.Damaged);
    }

    /// <summary>SQLite refuses to grow the file, as on a full disk.</summary>
    [Fact]
    public async Task With_a_full_disk_changes_return_507_and_nothing_that_was_acknowledged_is_lost()
    {
        var kept = new List<string>();
        await using (var sandbox = await TestSandbox.StartAsync(Options))
        {
            kept.Add((await sandbox.CreateAsync("before", "before")).Id());
            await LimitAsync(sandbox, "(SELECT page_count FROM pragma_page_count)");
            var created = await CreateLargeAsync(sandbox);
            for (; created.Status == 200; created = await CreateLargeAsync(sandbox))
                kept.Add(created.Json.Id());

            created.Status.ShouldBe(507);
            created.Text.ShouldStartWith("The disk of the server is full.");
            (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Count.ShouldBe(kept.Count);

            // Some space is free again.
            await LimitAsync(sandbox, "1000000");
            kept.Add((await sandbox.CreateAsync(new string('y', 100_000), "after")).Id());
        }

        await using var again = await TestSandbox.StartAsync(Options with { FullCheck = true });
        (await again.GetAsync("/assets")).Json.Items().Select(asset => asset.Id()).ShouldBe(kept, ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_that_becomes_read_only_is_an_error_that_says_so()
    {
        await using var sandbox = await TestSandbox.StartAsync(Options);
        await sandbox.Database.WriteAsync(session => session.Execute("PRAGMA query_only = 1"));

        var response = await sandbox.PostAsync("/assets/create", sandbox.Seed("text"));

        response.Status.ShouldBe(500);
        response.Text.ShouldBe("The data file of the server is read-only. Nothing was changed.");
        (await sandbox.GetAsync("/assets")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_backup_has_everything_that_was_acknowledged_before_it()
    {
        var backup = _folder.PathOf("backup.db");
        List<string> before;
        await using (var sandbox = await TestSandbox.StartAsync(Options with { Sample = 20 }))
        {
            before = (await sandbox.GetAsync("/assets")).Json.Items().ConvertAll(asset => asset.Id());
            var writing = Enumerable.Range(0, 20).Select(i => sandbox.CreateAsync($"text {i}")).ToList();

            (await BackUpAsync(sandbox, backup)).Status.ShouldBe(204);

            await Task.WhenAll(writing);
            (await sandbox.GetAsync("/assets")).Json.Items().Count.ShouldBe(40);
        }

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(backup).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var restored = await TestSandbox.StartAsync(new ServerOptions { Data = backup, FullCheck = true });
        before.Except((await restored.GetAsync("/assets")).Json.Items().Select(asset => asset.Id()), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_replaces_a_file_only_if_requested_and_never_with_a_part()
    {
        var backup = _folder.Write("backup.db", "an earlier backup");
        await using var sandbox = await TestSandbox.StartAsync(Options with { Sample = 3 });

        var refused = await BackUpAsync(sandbox, backup);
        refused.Status.ShouldBe(409);
        refused.Text.ShouldContain(backup);
        (await File.ReadAllTextAsync(backup, TestContext.Current.CancellationToken)).ShouldBe("an earlier backup");

        (await BackUpAsync(sandbox, backup, replace: true)).Status.ShouldBe(204);
        (await DataFiles.ExecuteAsync(backup, "SELECT count(*) FROM assets")).ShouldBe(3L);

        (await BackUpAsync(sandbox, "backup.db")).Status.ShouldBe(400);
        var missing = await BackUpAsync(sandbox, _folder.PathOf("missing", "backup.db"));
        missing.Status.ShouldBe(500);
        missing.Text.ShouldContain("missing");
        Directory.GetFiles(_folder.Path, "*.part*").ShouldBeEmpty();
    }

    private static Task<Response> CreateLargeAsync(TestSandbox sandbox) => sandbox.PostAsync("/assets/create", sandbox.Seed(new string('x', 100_000), "large"));

    private static Task<Response> BackUpAsync(TestSandbox sandbox, string path, bool replace = false) =>
        sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/backup", JsonSerializer.Serialize(new { path, replace }));

    /// <summary>Limits the size of the file, for the writing connection.</summary>
    private static Task LimitAsync(TestSandbox sandbox, string pages) => sandbox.Database.WriteAsync(session =>
    {
        var count = session.Scalar($"SELECT {pages}");
        session.Execute(FormattableString.Invariant($"PRAGMA max_page_count = {count}"));
    });

    private async Task CreateSampleAsync()
    {
        await using (await TestSandbox.StartAsync(Options with { Sample = 100 }))
        {
            // Created and kept.
        }
    }

    /// <summary>Overwrites the page at the root of the contents, which are not read at the start.</summary>
    private async Task DamageAsync()
    {
        const int PageSize = 16384;
        var page = (long)(await DataFiles.ExecuteAsync(DataFile, "SELECT rootpage FROM sqlite_master WHERE name = 'contents'"))!;
        await using var file = File.OpenWrite(DataFile);
        file.Position = (page - 1) * PageSize;
        file.Write(Encoding.ASCII.GetBytes("not a page of a tree"));
    }
}
