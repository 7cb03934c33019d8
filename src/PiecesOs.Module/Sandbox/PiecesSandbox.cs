using System;
using System.Diagnostics;

namespace PiecesOs.Module;

/// <summary>A running sandbox: a server of your own that stands in for Pieces OS.</summary>
public sealed class PiecesSandbox
{
    internal PiecesSandbox(Process process, Uri uri, string adminToken, string? dataPath)
    {
        Process = process;
        Uri = uri;
        AdminToken = adminToken;
        DataPath = dataPath;
        ProcessId = process.Id;
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

    /// <summary>Its address.</summary>
    public override string ToString() => Uri.ToString();
}
