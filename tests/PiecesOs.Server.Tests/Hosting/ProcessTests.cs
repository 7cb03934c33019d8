using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>The sandbox as users and the module run it: a process of its own.</summary>
public sealed class ProcessTests
{
    private const int SigInt = 2;
    private const int SigQuit = 3;
    private const int SigTerm = 15;

    [Fact]
    public async Task It_prints_its_address_serves_and_ends_cleanly_on_SIGTERM()
    {
        using var sandbox = SandboxProcess.Launch("--port", "0", "--sample", "2");
        var listening = await sandbox.StandardOutput.ReadLineAsync();
        var token = await sandbox.StandardOutput.ReadLineAsync();
        listening.ShouldNotBeNull().ShouldMatch(@"^Listening on http://127\.0\.0\.1:\d+$");
        token.ShouldNotBeNull().ShouldMatch("^Admin token [0-9a-f]{64}$");
        using var http = new HttpClient { BaseAddress = new Uri(listening.Split(' ')[^1]) };
        (await Response.FromAsync(await http.GetAsync("/assets/identifiers"))).Json.Items().Count.ShouldBe(2);
        if (OperatingSystem.IsWindows())
            return;

        Kill(sandbox.Id, SigTerm).ShouldBe(0);
        await sandbox.WaitForExitAsync().WaitAsync(Patience.Limit);

        sandbox.ExitCode.ShouldBe(0);
        (await sandbox.StandardOutput.ReadToEndAsync()).ShouldBeEmpty();
        (await sandbox.StandardError.ReadToEndAsync()).ShouldBeEmpty();
    }

    /// <summary>Ctrl-C at a prompt reaches the sandbox of the session too, and is not meant for it.</summary>
    [Fact]
    public async Task A_child_process_ignores_interrupts_and_ends_on_SIGTERM()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no signals between processes.");
        using var sandbox = SandboxProcess.Launch("--port", "0", "--parent-pid", $"{Environment.ProcessId}");
        var listening = await sandbox.StandardOutput.ReadLineAsync();
        using var http = new HttpClient { BaseAddress = new Uri(listening!.Split(' ')[^1]) };

        foreach (var signal in new[] { SigInt, SigQuit, SigInt })
        {
            Kill(sandbox.Id, signal).ShouldBe(0);
            (await http.GetAsync("/.well-known/health")).IsSuccessStatusCode.ShouldBeTrue();
        }

        Kill(sandbox.Id, SigTerm).ShouldBe(0);
        await sandbox.WaitForExitAsync().WaitAsync(Patience.Limit);
        sandbox.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_admin_path_ends_it_cleanly()
    {
        using var sandbox = SandboxProcess.Launch("--port", "0");
        var address = (await sandbox.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
        var token = (await sandbox.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
        using var http = new HttpClient();
        (await http.PostAsync($"{address}/.sandbox/stop", content: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await http.PostAsync($"{address}/.sandbox/stop", content: null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await sandbox.WaitForExitAsync().WaitAsync(Patience.Limit);
        sandbox.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_data_survive_a_kill()
    {
        using var folder = new TemporaryFolder();
        var data = folder.PathOf("data.db");
        await using var first = await SandboxServer.StartProcessAsync("--data", data);
        using (var http = new HttpClient { BaseAddress = first.Address })
        {
            using var body = new StringContent("""{"asset":{"application":{"id":"x"},"format":{"fragment":{"string":{"raw":"survivor"}}}}}""", Encoding.UTF8, "application/json");
            (await http.PostAsync("assets/create", body)).EnsureSuccessStatusCode();
        }

        await first.KillAsync();

        await using var second = await TestSandbox.StartAsync(new ServerOptions { Data = data });
        (await second.GetAsync("/assets")).Json.Items().ShouldHaveSingleItem().TextAt("original.reference.fragment.string.raw").ShouldBe("survivor");
    }

    [Fact]
    public async Task A_strict_one_sends_content_on_request_and_its_pace_can_be_set()
    {
        await using var sandbox = await SandboxServer.StartProcessAsync("--content", "asked", "--sample", "1", "--pace", "0.001");
        using var http = new HttpClient { BaseAddress = sandbox.Address };

        (await http.GetStringAsync(new Uri("assets", UriKind.Relative))).ShouldNotContain("\"raw\"");
        (await http.GetStringAsync(new Uri("assets?transferables=true", UriKind.Relative))).ShouldContain("\"raw\"");
        await sandbox.SetPaceAsync(0.5);
        (await sandbox.AdminAsync(HttpMethod.Get, ".sandbox/pace")).At("factor").GetDouble().ShouldBe(0.5);
    }

    [Fact]
    public async Task The_request_that_it_sends_itself_at_the_start_is_not_in_the_log()
    {
        await using var sandbox = await SandboxServer.StartProcessAsync("--content", "asked");

        (await sandbox.AdminAsync(HttpMethod.Get, ".sandbox/requests")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_option_is_named_with_exit_code_2()
    {
        using var sandbox = SandboxProcess.Launch("--prot", "0");

        (await sandbox.StandardError.ReadToEndAsync()).ShouldContain("--prot");
        await sandbox.WaitForExitAsync().WaitAsync(Patience.Limit);

        sandbox.ExitCode.ShouldBe(2);
        (await sandbox.StandardOutput.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_exit_code_3()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var sandbox = SandboxProcess.Launch("--port", $"{port}");
        (await sandbox.StandardError.ReadToEndAsync()).ShouldContain($"{port}");
        await sandbox.WaitForExitAsync().WaitAsync(Patience.Limit);

        sandbox.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task It_ends_with_its_parent()
    {
        // Any process that lives long enough will do for a parent; the help of a sandbox ends at once.
        using var parent = SandboxProcess.Launch("--port", "0");
        await parent.StandardOutput.ReadLineAsync();
        using var sandbox = SandboxProcess.Launch("--parent-pid", $"{parent.Id}");
        await sandbox.StandardOutput.ReadLineAsync();

        parent.Kill();
        await parent.WaitForExitAsync().WaitAsync(Patience.Limit);
        await sandbox.WaitForExitAsync().WaitAsync(Patience.Limit);

        sandbox.ExitCode.ShouldBe(0);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
