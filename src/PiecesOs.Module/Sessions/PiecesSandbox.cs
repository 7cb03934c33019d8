using System.Diagnostics;

namespace PiecesOs.Module;

/// <summary>A running sandbox: a server of your own that stands in for Pieces OS.</summary>
public sealed class PiecesSandbox
{
    /// <summary>The test token and the test account that every sandbox has.</summary>
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

    /// <summary>Its address.</summary>
    public Uri Uri { get; }

    /// <summary>The id of its process.</summary>
    public int ProcessId { get; }

    /// <summary>The file that keeps its data; <see langword="null"/> when it keeps none.</summary>
    public string? DataPath { get; }

    /// <summary>Opens its admin path, <c>/.sandbox/</c>: send it as <c>Authorization: Bearer</c>.</summary>
    public string AdminToken { get; }

    /// <summary>Whether its process still runs.</summary>
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

    internal Process Process { get; }

    /// <summary>The connection to its Cloudflare side, which commands share that name the sandbox.</summary>
    internal CloudflareSharingConnection Cloudflare => _cloudflare.Value;

    /// <summary>Closes what this session has open to it.</summary>
    internal void Close()
    {
        if (_cloudflare.IsValueCreated)
            _cloudflare.Value.Dispose();
    }

    /// <summary>Its address.</summary>
    public override string ToString() => Uri.ToString();
}
