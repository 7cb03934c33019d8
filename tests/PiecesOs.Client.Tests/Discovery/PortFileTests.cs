using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Discovery;

/// <summary>Port files are read, and checked.</summary>
public sealed class PortFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}\n")]
    [InlineData("  {0}\r\n")]
    [InlineData("\uFEFF{0}")]
    public async Task A_right_one_is_enough(string content)
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-00000000000a"));

        (await FindAsync([Write(string.Format(System.Globalization.CultureInfo.InvariantCulture, content, server.Address.Port))])).ShouldBe(server.Address);

        server.SingleRequest.RequestLine.ShouldBe("GET /.well-known/health HTTP/1.1");
    }

    [Fact]
    public async Task A_stale_one_is_not_trusted()
    {
        await using var gone = ScriptedServer.Refusing();
        await using var scanned = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-00000000000b"));

        (await FindAsync([Write($"{gone.Address.Port}")], scanned)).ShouldBe(scanned.Address);
    }

    [Fact]
    public async Task A_port_file_that_names_the_port_of_another_program_is_not_trusted()
    {
        await using var other = ScriptedServer.Start(Reply.Status(200, "<html>It works!</html>"));
        await using var scanned = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-00000000000b"));

        (await FindAsync([Write($"{other.Address.Port}")], scanned)).ShouldBe(scanned.Address);

        other.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-39300")]
    [InlineData("65536")]
    [InlineData("39300.0")]
    [InlineData("99999999999999999999")]
    [InlineData("http://127.0.0.1:39300")]
    [InlineData("39300 39301")]
    public async Task Rubbish_is_passed_over(string content)
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-00000000000a"));

        (await FindAsync([Write(content), Write($"{server.Address.Port}")])).ShouldBe(server.Address);
    }

    [Fact]
    public async Task A_missing_one_or_a_folder_or_no_path_at_all_is_passed_over()
    {
        await using var scanned = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-00000000000b"));

        (await FindAsync([_folder.PathOf("no", "such"), _folder.Path, "", "a\0b"], scanned)).ShouldBe(scanned.Address);
    }

    [Fact]
    public async Task One_that_is_right_does_not_decide_between_two_servers()
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-000000000001"));
        await using var scanned = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-000000000002"));

        var failure = await Should.ThrowAsync<SeveralServersException>(() => FindAsync([Write($"{server.Address.Port}")], scanned));

        failure.Servers.Select(found => found.Address).ShouldBe([server.Address, scanned.Address]);
    }

    [Fact]
    public async Task A_port_that_files_and_the_scan_name_is_probed_once()
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-000000000001"));

        (await FindAsync([Write($"{server.Address.Port}"), Write($"{server.Address.Port}")], server)).ShouldBe(server.Address);

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void The_known_places_are_whole_paths_so_that_the_current_folder_does_not_matter()
    {
        var paths = new DiscoveryOptions().PortFilePaths;

        paths.ShouldNotBeEmpty();
        paths.ShouldAllBe(path => Path.IsPathRooted(path));
        paths.ShouldAllBe(path => path.EndsWith(Path.Combine("com.pieces.os", "production", "Config", ".port.txt"), StringComparison.Ordinal));
        paths.Distinct().Count().ShouldBe(paths.Count);
    }

    private static async Task<Uri> FindAsync(string[] files, params ScriptedServer[] scanned) =>
        (await PiecesOsDiscovery.FindAsync(new DiscoveryOptions
        {
            Address = null,
            PortFilePaths = files,
            Ports = scanned.Select(server => server.Address.Port).ToArray(),
            ProbeTimeout = Patience.Limit,
            ResponseTimeout = Patience.Limit,
            OthersTimeout = Patience.Limit,
        })).Address;

    private string Write(string content) => _folder.Write(Guid.NewGuid().ToString("N"), content);
}
