using System.CommandLine.Help;
using System.Net;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>The command line.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public void Every_option_is_read()
    {
        var options = Parse(
        [
            "--port", "1234", "--data=my file.db", "--sample", "7", "--account", "signed-out", "--github=none", "--os-version", "1.2.3", "--outdated",
            "--max-body", "2048", "--listen", "::1", "--parent-pid", "42", "--admin-token", "0123456789abcdef",
            "--content=asked", "--relations", "indices", "--removed", "keep", "--connect=strict", "--user", "empty", "--health", "quoted", "--enrich", "250",
            "--pace", "0.5", "--list-loses", "4", "--port", "1235",
            "--public-url", "https://Snippets.example.com/of/ada/", "--access-token=fedcba9876543210", "--trusted-proxy", "172.18.0.0/16",
        ]);

        options.ShouldBe(new ServerOptions
        {
            Port = 1235,
            Data = "my file.db",
            Sample = 7,
            Listen = IPAddress.IPv6Loopback,
            ParentPid = 42,
            AdminToken = "0123456789abcdef",
            Pace = 0.5,
            AccessToken = "fedcba9876543210",
            PublicUrl = new("https://snippets.example.com/of/ada"),
            TrustedProxy = IPNetwork.Parse("172.18.0.0/16"),
            Pieces = new()
            {
                Account = AccountState.SignedOut,
                GitHub = false,
                OsVersion = "1.2.3",
                Outdated = OutdatedScope.Links,
                MaxBody = 2048,
                ContentOnRequest = true,
                Relations = RelationDetail.Indices,
                Removed = RemovedDetail.Keep,
                StrictConnect = true,
                EmptyUser = true,
                QuotedHealth = true,
                Enrich = TimeSpan.FromMilliseconds(250),
                ListLoses = 4,
            },
            Cloudflare = new() { MaxBody = 2048 },
        });
        Parse(["--health", "migrating"]).ShouldBe(new ServerOptions { Pieces = new() { Migrating = true } });
        Parse(["--outdated", "all", "--account", "no-profile"]).ShouldBe(new ServerOptions { Pieces = new() { Outdated = OutdatedScope.All, Account = AccountState.NoProfile } });
        Parse(["--outdated=links", "--removed=stale"]).ShouldBe(new ServerOptions { Pieces = new() { Outdated = OutdatedScope.Links, Removed = RemovedDetail.Stale } });
        Parse(["--relations=junction"]).Pieces.RecordRelations.ShouldBe(RelationDetail.Junction);
        Parse(["--trusted-proxy=::1"]).TrustedProxy.ShouldBe(IPNetwork.Parse("::1/128"));
        Parse(["--enrich", "off"]).Pieces.Enrich.ShouldBeNull();
        Parse(["--port=39300-39333", "--home", "--detach", "--check", "full"])
            .ShouldBe(new ServerOptions { Port = 39300, LastPort = 39333, Home = true, Detach = true, FullCheck = true });
        Parse([]).ShouldBe(new ServerOptions());
        new CommandLine().Parse(["-h"]).Action.ShouldBeOfType<HelpAction>();
    }

    [Theory]
    [InlineData("--prot")]
    [InlineData("port")]
    [InlineData("--port")]
    [InlineData("--port=")]
    [InlineData("--port=70000")]
    [InlineData("--port=-1")]
    [InlineData("--port=2-1")]
    [InlineData("--port=0-9")]
    [InlineData("--port=1-")]
    [InlineData("--check=some")]
    [InlineData("--sample=many")]
    [InlineData("--account=gone")]
    [InlineData("--github=maybe")]
    [InlineData("--listen=here")]
    [InlineData("--max-body=1")]
    [InlineData("--parent-pid=0")]
    [InlineData("--admin-token=short")]
    [InlineData("--data=")]
    [InlineData("--content=never")]
    [InlineData("--relations=some")]
    [InlineData("--enrich=soon")]
    [InlineData("--removed=some")]
    [InlineData("--outdated=yes")]
    [InlineData("--list-loses=-1")]
    [InlineData("--pace=-1")]
    [InlineData("--pace=101")]
    [InlineData("--pace=fast")]
    [InlineData("--public-url=snippets.example.com")]
    [InlineData("--public-url=ftp://snippets.example.com")]
    [InlineData("--public-url=https://snippets.example.com/?p=")]
    [InlineData("--public-url=https://ada:secret@snippets.example.com")]
    [InlineData("--access-token=short")]
    [InlineData("--trusted-proxy=proxy")]
    [InlineData("--trusted-proxy=10.0.0.1/8x")]
    public void A_mistake_is_named(string argument)
    {
        CommandLine.ErrorsOf(new CommandLine().Parse([argument])).ShouldHaveSingleItem().ShouldContain(argument.Split('=')[0]);
    }

    private static ServerOptions Parse(IReadOnlyList<string> args)
    {
        var commandLine = new CommandLine();
        var result = commandLine.Parse(args);
        CommandLine.ErrorsOf(result).ShouldBeEmpty();
        return commandLine.OptionsOf(result);
    }
}
