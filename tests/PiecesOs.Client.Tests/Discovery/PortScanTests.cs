using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Discovery;

/// <summary>Ports are asked for their health; of those that are well the first in order counts.</summary>
public class PortScanTests
{
    [Fact]
    public async Task Of_two_servers_the_first_in_order_counts_although_it_is_the_slower()
    {
        var second = new TaskCompletionSource();
        await using var slow = ScriptedServer.Start(Reply.Raw(Reply.Head(200, Reply.Length(39))).Then(second.Task).Then(Reply.Raw("ok:00000000-0000-4000-8000-000000000001")));
        await using var quick = ScriptedServer.Start(async connection =>
        {
            await Reply.Status(200, "ok:00000000-0000-4000-8000-000000000002")(connection);
            second.SetResult();
        });

        (await FindAsync(Patience.Limit, slow, quick)).ShouldBe(slow.Address);
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
    public async Task Who_never_comes_to_an_end_is_passed_over_too()
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
    public async Task Nothing_found_names_the_ports_that_were_asked()
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
        new PiecesOsNotFoundException(new DiscoveryOptions { Address = null, PortFilePaths = [] }.Ports).Message.ShouldContain("39300-39333, 1000, 5323.");

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

    private static Task<Uri> FindAsync(TimeSpan probe, params ScriptedServer[] servers) => PiecesOsDiscovery.FindAsync(Options(probe, servers));

    private static DiscoveryOptions Options(TimeSpan probe, params ScriptedServer[] servers) =>
        new() { Address = null, PortFilePaths = [], Ports = servers.Select(server => server.Address.Port).ToArray(), ProbeTimeout = probe };
}
