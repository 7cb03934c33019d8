using System.Net;
using PiecesOs.Server.Hosting;
using Shouldly;
using Xunit;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>The command line.</summary>
public sealed class OptionsParserTests
{
    [Fact]
    public void Every_option_is_read()
    {
        var options = OptionsParser.Parse(
        [
            "--port", "1234", "--data=my file.db", "--sample", "7", "--account", "signed-out", "--github=none", "--os-version", "1.2.3", "--outdated",
            "--max-body", "2048", "--listen", "::1", "--parent-pid", "42", "--admin-token", "0123456789abcdef",
            "--content=asked", "--relations", "indices", "--removed", "keep", "--connect=strict", "--user", "empty", "--health", "quoted", "--enrich", "250",
            "--pace", "0.5",
        ]);

        options.ShouldBe(new SandboxOptions
        {
            Port = 1234,
            Data = "my file.db",
            Sample = 7,
            Account = AccountKind.SignedOut,
            GitHub = false,
            OsVersion = "1.2.3",
            Outdated = true,
            MaxBody = 2048,
            Listen = IPAddress.IPv6Loopback,
            ParentPid = 42,
            AdminToken = "0123456789abcdef",
            ContentOnRequest = true,
            Relations = RelationDetail.Indices,
            KeepRemoved = true,
            StrictConnect = true,
            EmptyUser = true,
            QuotedHealth = true,
            Enrich = TimeSpan.FromMilliseconds(250),
            Pace = 0.5,
        });
        OptionsParser.Parse(["--health", "migrating"]).ShouldBe(new SandboxOptions { Migrating = true });
        OptionsParser.Parse(["--enrich", "off"]).Enrich.ShouldBeNull();
        OptionsParser.Parse([]).ShouldBe(new SandboxOptions());
        OptionsParser.Parse(["-h"]).Help.ShouldBeTrue();
    }

    [Theory]
    [InlineData("--prot")]
    [InlineData("port")]
    [InlineData("--port")]
    [InlineData("--port=")]
    [InlineData("--port=70000")]
    [InlineData("--port=-1")]
    [InlineData("--sample=many")]
    [InlineData("--account=gone")]
    [InlineData("--github=maybe")]
    [InlineData("--listen=here")]
    [InlineData("--max-body=1")]
    [InlineData("--parent-pid=0")]
    [InlineData("--admin-token=short")]
    [InlineData("--outdated=yes")]
    [InlineData("--data=")]
    [InlineData("--content=never")]
    [InlineData("--relations=some")]
    [InlineData("--enrich=soon")]
    [InlineData("--pace=-1")]
    [InlineData("--pace=101")]
    [InlineData("--pace=fast")]
    public void A_mistake_is_named(string argument)
    {
        var error = Should.Throw<OptionException>(() => OptionsParser.Parse([argument]));

        error.Message.ShouldContain(argument.Split('=')[0]);
    }
}
