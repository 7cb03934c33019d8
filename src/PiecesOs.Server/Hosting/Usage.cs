namespace PiecesOs.Server.Hosting;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public const string Text = """
        PiecesOs.Server: a stand-in for Pieces OS on loopback.

        dotnet PiecesOs.Server.dll [options]

          --port N              port to listen on; 0, the default, takes any free one
          --data FILE           SQLite file that keeps everything; without it nothing is kept
          --sample N            fill an empty sandbox with N sample assets
          --account STATE       connected (default), signed-out, no-cloud, cloud-pending, cloud-failed, links-failed or logged-out
          --github STATE        connected (default) or none
          --os-version X        version to give as that of Pieces OS
          --outdated            answer link operations with 505
          --content WHEN        always (default) or asked: leave content out unless transferables=true
          --relations WHAT      full (default), indices, empty, null or absent: tags, annotations and the like in lists
          --removed WHAT        gone (default) or keep: removed assets and tags stay in lists, with a negative index
          --connect HOW         lenient (default) or strict: refuse unknown application names
          --user ANSWER         unauthorized (default) or empty: GET /user while nobody is signed in
          --health FORM         plain (default), quoted: health and version as JSON strings, or migrating: no data yet
          --enrich MS           how long an asset created without a name has a placeholder (default 3000), or off
          --pace FACTOR         how slow reads are: 1 as measured on a real server, 0 (default) not at all
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
