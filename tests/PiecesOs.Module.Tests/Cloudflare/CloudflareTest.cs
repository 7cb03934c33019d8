using System.Management.Automation;
using System.Net;
using System.Security;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>A test with a scripted Cloudflare and a connection to it.</summary>
public abstract class CloudflareTest : IAsyncDisposable
{
    private protected const string Token = "tok-5f1d0a9c3e7b";
    private protected const string Shares = "/client/v4/accounts/acc/shares";

    private protected CloudflareTest() =>
        Connection = CloudflareSharingConnection.FromApiToken(Token, "acc", BaseUri, TimeSpan.FromSeconds(30));

    private protected ScriptedServer Server { get; } = ScriptedServer.Start();

    private protected PowerShellSession Session { get; } = new();

    private protected CloudflareSharingConnection Connection { get; }

    private protected Uri BaseUri => new(Server.Address, "client/v4");

    private protected static SecureString Secret(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    /// <summary>A command against the test server without prompts.</summary>
    private protected CommandCall Command<T>()
        where T : Cmdlet => Asking<T>().With("Confirm", value: false);

    /// <summary>A command without a -Confirm parameter.</summary>
    private protected CommandCall Asking<T>()
        where T : Cmdlet => Session.Command<T>().With("Connection", Connection);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Connection.Dispose();
        Session.Dispose();
        await Server.DisposeAsync();
    }
}
