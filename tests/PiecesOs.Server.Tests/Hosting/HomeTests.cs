using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>A lasting server as a process, in a home of its own.</summary>
public sealed class HomeTests : IDisposable
{
    private const int SigInt = 2;
    private const int SigTerm = 15;
    private readonly TemporaryFolder _home = new();
    private readonly List<Process> _servers = [];

    private string Folder => _home.PathOf("PiecesOs");

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Kill();
            server.WaitForExit();
            server.Dispose();
        }

        _home.Dispose();
    }

    [Fact]
    public async Task It_keeps_its_data_in_the_data_folder_of_the_user_and_has_an_entry_there_until_it_ends()
    {
        var (server, address) = await StartAsync("--home", "--port", $"{FreePort.Number()}");

        var entry = ReadEntry();
        entry.TextAt("uri").ShouldBe($"{address}/");
        entry.TextAt("dataPath").ShouldBe(_home.PathOf("PiecesOs", "library.db"));
        entry.At("processId").GetInt32().ShouldBe(server.Id);
        entry.TextAt("version").ShouldNotBeNullOrEmpty();
        entry.At("started").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, Patience.Limit);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", entry.TextAt("adminToken"));
        (await http.GetAsync($"{address}/.sandbox/account", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var user = JsonDocument.Parse(await http.GetStringAsync($"{address}/user", TestContext.Current.CancellationToken));
        user.RootElement.At("user").TextAt("name").ShouldBe(Environment.UserName);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Directory.GetFiles(_home.PathOf("PiecesOs", "servers")).Single()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        (await http.PostAsync($"{address}/.sandbox/stop", content: null, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await server.WaitForExitAsync().WaitAsync(Patience.Limit);

        server.ExitCode.ShouldBe(0);
        Directory.GetFiles(_home.PathOf("PiecesOs", "servers")).ShouldBeEmpty();
        Directory.GetFiles(Folder).Select(Path.GetFileName).ShouldBe(["library.db", "library.db.lock"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_second_process_with_the_data_file_ends_with_exit_code_5_and_a_killed_one_releases_it()
    {
        var data = _home.PathOf("elsewhere.db");
        var (first, _) = await StartAsync("--home", "--data", data, "--port", $"{FreePort.Number()}");

        using var second = SandboxProcess.LaunchAtHome(_home.Path, "--data", data);
        (await second.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim().ShouldBe($"Another server is using the data file '{data}'.");
        await second.WaitForExitAsync().WaitAsync(Patience.Limit);
        second.ExitCode.ShouldBe(5);

        first.Kill();
        await first.WaitForExitAsync().WaitAsync(Patience.Limit);
        var (third, address) = await StartAsync("--home", "--data", data, "--port", $"{FreePort.Number()}");

        ReadEntry().At("processId").GetInt32().ShouldBe(third.Id);
        ReadEntry().TextAt("uri").ShouldBe($"{address}/");
    }

    [Fact]
    public async Task Detached_it_has_no_terminal_ignores_interrupts_and_writes_to_a_log()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no signals between processes.");
        var (server, address) = await StartAsync("--home", "--detach", "--port", $"{FreePort.Number()}");
        var log = _home.PathOf("PiecesOs", "library.db.log");
        server.StandardOutput.Close();
        server.StandardError.Close();

        if (OperatingSystem.IsLinux())
            SessionOf(server.Id).ShouldBe(server.Id);
        Kill(server.Id, SigInt).ShouldBe(0);
        using var http = new HttpClient();
        (await http.GetAsync($"{address}/.well-known/health", TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        ReadEntry().TextAt("logPath").ShouldBe(log);

        Kill(server.Id, SigTerm).ShouldBe(0);
        await server.WaitForExitAsync().WaitAsync(Patience.Limit);
        server.ExitCode.ShouldBe(0);
        var lines = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(2);
        lines[0].ShouldEndWith($"Process {server.Id}: Listening on {address} with {_home.PathOf("PiecesOs", "library.db")}");
        lines[1].ShouldEndWith("Stopped");
        lines.ShouldAllBe(line => !line.Contains("token", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_error_at_the_start_is_in_the_output_and_in_the_log()
    {
        var data = _home.Write("library.db", string.Concat(Enumerable.Repeat("just text, no database\n", 100)));

        // A relative path, although the server leaves the current folder.
        using var server = SandboxProcess.LaunchAtHome(_home.Path, "--data", Path.GetRelativePath(Environment.CurrentDirectory, data), "--detach");
        var error = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync().WaitAsync(Patience.Limit);

        server.ExitCode.ShouldBe(4);
        error.ShouldStartWith($"The data file '{data}' is damaged or is not a data file");
        (await File.ReadAllTextAsync(data + ".log", TestContext.Current.CancellationToken)).ShouldContain(error.Trim());
    }

    /// <summary>The session of a process: the fourth value after its name.</summary>
    private static int SessionOf(int process) =>
        int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], System.Globalization.CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private async Task<(Process Server, string Address)> StartAsync(params string[] arguments)
    {
        var server = SandboxProcess.LaunchAtHome(_home.Path, arguments);
        _servers.Add(server);
        var line = await server.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);
        return (server, line.ShouldNotBeNull().Split(' ')[^1]);
    }

    private JsonElement ReadEntry() => JsonElement.Parse(File.ReadAllText(Directory.GetFiles(_home.PathOf("PiecesOs", "servers"), "*.json").Single()));
}
