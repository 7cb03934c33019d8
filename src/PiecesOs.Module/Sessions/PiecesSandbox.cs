using System.Diagnostics;

namespace PiecesOs.Module;

/// <summary>A running sandbox: a server that simulates Pieces OS.</summary>
public sealed class PiecesSandbox
{
    /// <summary>The test token and the test account of every sandbox.</summary>
    private const string CloudflareToken = "sandbox-cloudflare-edit-token-0123456789";
    private const string CloudflareAccount = "023e105f4ecef8ad9ca31a8372d0c353";

    private readonly Lazy<CloudflareSharingConnection> _cloudflare;

    internal PiecesSandbox(Process process, Uri uri, string adminToken, string? dataPath)
    {
        Process = process;
        Uri = uri;
        AdminToken = adminToken;
        DataPath = dataPath;
        ProcessId = process.Id;
        _cloudflare = new(() => CloudflareSharingConnection.FromApiToken(CloudflareToken, CloudflareAccount, new Uri(uri, "client/v4")));
    }

    /// <summary>The address.</summary>
    public Uri Uri { get; }

    /// <summary>The process ID.</summary>
    public int ProcessId { get; }

    /// <summary>The file that stores its data; <see langword="null"/> if the data is not stored.</summary>
    public string? DataPath { get; }

    /// <summary>Whether its process is running.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                return !Process.HasExited;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>The token for its admin path, <c>/.sandbox/</c>: send it as <c>Authorization: Bearer</c>.</summary>
    public string AdminToken { get; }

    internal Process Process { get; }

    /// <summary>The Cloudflare connection of the sandbox, which all commands that specify the sandbox share.</summary>
    internal CloudflareSharingConnection Cloudflare => _cloudflare.Value;

    /// <summary>Closes the connections of this session to the sandbox.</summary>
    internal void Close()
    {
        if (_cloudflare.IsValueCreated)
            _cloudflare.Value.Dispose();
    }

    /// <summary>The address.</summary>
    public override string ToString() => Uri.ToString();
}
