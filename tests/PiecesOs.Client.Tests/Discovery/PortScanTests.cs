using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Discovery;

/// <summary>The health is requested at every port.</summary>
public class PortScanTests
{
    [Fact]
    public async Task Who_is_slower_than_another_has_some_time_left()
    {
        var second = new TaskCompletionSource();
        await using var slow = ScriptedServer.Start(Reply.Raw(Reply.Head(200, Reply.Length(39))).Then(second.Task).Then(Reply.Raw("ok:00000000-0000-4000-8000-000000000001")));
        await using var quick = ScriptedServer.Start(async connection =>
        {
            await Reply.Status(200, "ok:00000000-0000-4000-8000-000000000002")(connection);
            second.TrySetResult();
        });

        var failure = await Should.ThrowAsync<SeveralServersException>(() => FindAsync(Patience.Limit, slow, quick));

        failure.Servers.Select(server => server.Address).ShouldBe([slow.Address, quick.Address]);
    }

    [Fact]
    public async Task Once_one_has_answered_the_others_have_little_time()
    {
        await using var silent = ScriptedServer.Start(Reply.Stall());
        await using var well = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-000000000002"));
        var options = new DiscoveryOptions
        {
            Address = null,
            PortFilePaths = [],
            Ports = [silent.Address.Port, well.Address.Port],
            ProbeTimeout = TimeSpan.FromHours(1),
            ResponseTimeout = TimeSpan.FromHours(1),
            OthersTimeout = TimeSpan.FromMilliseconds(20),
        };

        (await PiecesOsDiscovery.FindAsync(options).WaitAsync(Patience.Limit)).Address.ShouldBe(well.Address);
    }

    [Fact]
    public async Task Several_servers_are_named_with_their_versions()
    {
        await using var production = Server("ok:00000000-0000-4000-8000-000000000001", "12.6.2");
        await using var staging = Server("\"ok:00000000-0000-4000-8000-000000000002\"", "\"12.6.29-staging\"");
        await using var silent = ScriptedServer.Start().On("GET /.well-known/health", Reply.Text("ok:00000000-0000-4000-8000-000000000003"));

        var failure = await Should.ThrowAsync<SeveralServersException>(() => FindAsync(Patience.Limit, production, staging, silent));

        failure.Message.ShouldBe(
            $"Several Pieces OS servers are running on this computer: {production.Address} (12.6.2), {staging.Address} (12.6.29-staging), {silent.Address} (unknown version).");
    }

    [Fact]
    public async Task The_same_server_at_two_ports_is_one()
    {
        await using var first = Server("ok:6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13", "12.6.2");
        await using var second = Server("OK:6F0C2A3E-8D41-4C57-9B1E-0A5D7E2F4C13", "12.6.2");

        (await FindAsync(Patience.Limit, first, second)).ShouldBe(first.Address);
    }

    [Fact]
    public async Task A_server_and_one_of_a_copy_of_its_data_are_two()
    {
        using var folder = new TemporaryFolder();
        var (original, copy) = (folder.PathOf("library.db"), folder.PathOf("copy.db"));
        await using (await SandboxServer.StartAsync("--data", original))
        {
            // Creates the file.
        }

        File.Copy(original, copy);
        await using var first = await SandboxServer.StartAsync("--data", original);
        await using var second = await SandboxServer.StartAsync("--data", copy);

        var failure = await Should.ThrowAsync<SeveralServersException>(() => PiecesOsDiscovery.FindAsync(Options(Patience.Limit, first.Address.Port, second.Address.Port)));

        failure.Servers.Select(server => server.Address).ShouldBe([first.Address, second.Address]);
    }

    [Fact]
    public async Task Two_versions_with_the_same_id_are_two()
    {
        await using var first = Server("ok:6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13", "12.6.2");
        await using var second = Server("ok:6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13", "12.6.29-staging");

        await Should.ThrowAsync<SeveralServersException>(() => FindAsync(Patience.Limit, first, second));
    }

    [Theory]
    [InlineData("migrating")]
    [InlineData("\"migrating\"")]
    [InlineData("Migrating\n")]
    public async Task Who_is_migrating_is_found_and_says_so(string health)
    {
        await using var server = ScriptedServer.Start(Reply.Text(health));

        var found = await PiecesOsDiscovery.FindAsync(Options(Patience.Limit, server));

        (found.Address, found.IsMigrating).ShouldBe((server.Address, true));
    }

    [Fact]
    public async Task One_that_is_well_and_one_that_is_migrating_are_several()
    {
        await using var well = Server("ok:00000000-0000-4000-8000-000000000001", "12.6.2");
        await using var migrating = Server("migrating", "12.6.2");

        var failure = await Should.ThrowAsync<SeveralServersException>(() => FindAsync(Patience.Limit, well, migrating));

        failure.Message.ShouldContain($"{migrating.Address} (12.6.2, migrating its database)");
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "down")]
    [InlineData(500, "ok:00000000-0000-4000-8000-000000000001")]
    [InlineData(404, "Route not found")]
    [InlineData(204, "")]
    public async Task Who_is_not_well_is_passed_over(int status, string health)
    {
        await using var ill = ScriptedServer.Start(Reply.Status(status, health));
        await using var well = ScriptedServer.Start(Reply.Status(200, "OK:00000000-0000-4000-8000-000000000002\n"));

        (await FindAsync(Patience.Limit, ill, well)).ShouldBe(well.Address);

        ill.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_speaks_no_http_or_hangs_up_is_passed_over()
    {
        await using var mail = ScriptedServer.Start(Reply.Raw("220 mail.example ESMTP\r\n").Then(Reply.Drop()));
        await using var rude = ScriptedServer.Start(Reply.Reset());
        await using var refusing = ScriptedServer.Refusing();
        await using var well = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-000000000002"));

        (await FindAsync(Patience.Limit, mail, rude, refusing, well)).ShouldBe(well.Address);
    }

    [Fact]
    public async Task Who_does_not_answer_is_passed_over_after_the_time_for_a_probe()
    {
        await using var silent = ScriptedServer.Start(Reply.Stall());
        await using var well = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-000000000002"));

        (await FindAsync(TimeSpan.FromSeconds(3), silent, well).WaitAsync(Patience.Limit)).ShouldBe(well.Address);
    }

    [Fact]
    public async Task A_response_that_never_ends_is_skipped()
    {
        await using var endless = ScriptedServer.Start(async connection =>
        {
            await connection.WriteAsync(Reply.Head(200, "Transfer-Encoding: chunked"));
            while (true)
            {
                await connection.WriteAsync("1\r\n.\r\n");
                await Task.Delay(20, connection.Stopped);
            }
        });
        await using var well = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-000000000002"));

        (await FindAsync(TimeSpan.FromSeconds(3), endless, well).WaitAsync(Patience.Limit)).ShouldBe(well.Address);
    }

    [Fact]
    public async Task Nothing_found_names_the_ports_that_were_tried()
    {
        await using var refusing = ScriptedServer.Refusing();
        await using var ill = ScriptedServer.Start(Reply.Status(200, "down"));

        var failure = await Should.ThrowAsync<PiecesOsNotFoundException>(() => FindAsync(Patience.Limit, refusing, ill));

        failure.Ports.ShouldBe([refusing.Address.Port, ill.Address.Port]);
        failure.Message.ShouldContain($"{refusing.Address.Port}");
        failure.Message.ShouldContain($"{ill.Address.Port}");
        failure.Message.ShouldContain("127.0.0.1");
    }

    [Fact]
    public void Ports_in_a_row_are_named_as_a_range() =>
        new PiecesOsNotFoundException(new DiscoveryOptions { Address = null, PortFilePaths = [] }.Ports).Message.ShouldContain("39300-39367, 1000, 5323.");

    [Fact]
    public async Task A_server_that_takes_longer_than_a_closed_port_is_found()
    {
        await using var slow = ScriptedServer.Start(async connection =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), connection.Stopped);
            await Reply.Status(200, "ok:00000000-0000-4000-8000-000000000002")(connection);
        });
        var options = new DiscoveryOptions { Address = null, PortFilePaths = [], Ports = [slow.Address.Port], ProbeTimeout = TimeSpan.FromSeconds(0.5), ResponseTimeout = Patience.Limit };

        (await PiecesOsDiscovery.FindAsync(options)).Address.ShouldBe(slow.Address);
    }

    [Fact]
    public async Task A_port_that_accepts_a_connection_and_does_not_respond_is_named()
    {
        await using var silent = ScriptedServer.Start(Reply.Stall());
        await using var refusing = ScriptedServer.Refusing();

        var failure = await Should.ThrowAsync<PiecesOsNotFoundException>(() => FindAsync(TimeSpan.FromSeconds(1), refusing, silent).WaitAsync(Patience.Limit));

        failure.Message.ShouldEndWith($" A program listens on port {silent.Address.Port}, but it did not respond in time.");
    }

    [Fact]
    public async Task All_ports_that_accept_a_connection_and_do_not_respond_are_named()
    {
        var silent = Enumerable.Range(0, 40).Select(static _ => ScriptedServer.Start(Reply.Stall())).OrderBy(static server => server.Address.Port).ToArray();
        try
        {
            var failure = await Should.ThrowAsync<PiecesOsNotFoundException>(() => FindAsync(TimeSpan.FromSeconds(1), silent).WaitAsync(Patience.Limit));

            failure.Message.ShouldContain(" Programs listen on ports ");
            failure.Message.ShouldBe(new PiecesOsNotFoundException(failure.Ports, failure.Ports).Message);
        }
        finally
        {
            foreach (var server in silent)
                await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Cancelling_ends_the_search_at_once()
    {
        await using var silent = ScriptedServer.Start(Reply.Stall());
        using var cancellation = new CancellationTokenSource();
        var search = PiecesOsDiscovery.FindAsync(Options(TimeSpan.FromMinutes(5), silent), cancellation.Token);
        await silent.WaitForRequestsAsync(1);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => search.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Options_are_needed() => await Should.ThrowAsync<ArgumentNullException>(() => PiecesOsDiscovery.FindAsync(null!));

    private static async Task<Uri> FindAsync(TimeSpan probe, params ScriptedServer[] servers) => (await PiecesOsDiscovery.FindAsync(Options(probe, servers))).Address;

    private static ScriptedServer Server(string health, string version) =>
        ScriptedServer.Start().On("GET /.well-known/health", Reply.Text(health)).On("GET /.well-known/version", Reply.Text(version));

    private static DiscoveryOptions Options(TimeSpan probe, params ScriptedServer[] servers) => Options(probe, servers.Select(server => server.Address.Port).ToArray());

    private static DiscoveryOptions Options(TimeSpan probe, params int[] ports) =>
        new() { Address = null, PortFilePaths = [], Ports = ports, ProbeTimeout = probe, ResponseTimeout = probe, OthersTimeout = probe };
}
