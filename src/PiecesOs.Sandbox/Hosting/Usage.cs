namespace PiecesOs.Sandbox.Hosting;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public const string Text = """
        PiecesOs.Sandbox: a stand-in for Pieces OS on loopback.

        dotnet PiecesOs.Sandbox.dll [options]

          --port N              port to listen on; 0, the default, takes any free one
          --data FILE           SQLite file that keeps everything; without it nothing is kept
          --sample N            fill an empty sandbox with N sample assets
          --account STATE       connected (default), signed-out or no-cloud
          --github STATE        connected (default) or none
          --os-version X        version to give as that of Pieces OS
          --outdated            answer link operations with 505
          --max-body BYTES      largest request body (default 536870912)
          --listen ADDRESS      IP address to listen on (default 127.0.0.1)
          --parent-pid PID      end when that process ends
          --admin-token TOKEN   token of the admin paths, 16 characters or more (default: a new one)
          --cloudflare-token TOKEN, --cloudflare-read-token TOKEN, --cloudflare-email ADDRESS, --cloudflare-key KEY
                                credentials of the Cloudflare operations (defaults: README.md)
          --cloudflare-delay MS how long a change there takes to be done (default 300)
          --cloudflare-lag MS   how long answers there show what was before a change (default 0)
          --help                this text

        When ready it prints its address and the admin token, one line each.
        """;
}
