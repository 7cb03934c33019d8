using System.Buffers;
using System.Diagnostics;

namespace PiecesOs.Server.Http;

/// <summary>What the request log keeps of one request.</summary>
internal sealed class RequestRecord(long sequence, DateTime time, string method, string path, string query, string? contentType)
{
    /// <summary>How much of a body the log keeps.</summary>
    public const int ExcerptBytes = 2048;

    private readonly long _started = Stopwatch.GetTimestamp();
    private byte[] _excerpt = [];

    public long Sequence { get; } = sequence;

    public DateTime Time { get; } = time;

    public string Method { get; } = method;

    public string Path { get; } = path;

    public string Query { get; } = query;

    public string? ContentType { get; } = contentType;

    /// <summary>The status of the response; 0 while there is none, and for a connection that was lost before it.</summary>
    public int Status { get; private set; }

    public long RequestBytes { get; private set; }

    public long ResponseBytes { get; set; }

    public double Milliseconds { get; private set; }

    /// <summary>Whether a seeded fault was applied to this request.</summary>
    public bool Faulted { get; set; }

    /// <summary>The beginning of the request body.</summary>
    public ReadOnlySpan<byte> Excerpt => _excerpt;

    public void AddRequestBytes(ReadOnlySequence<byte> bytes)
    {
        RequestBytes += bytes.Length;
        var room = ExcerptBytes - _excerpt.Length;
        if (room > 0 && !bytes.IsEmpty)
            _excerpt = [.. _excerpt, .. bytes.Slice(0, long.Min(room, bytes.Length)).ToArray()];
    }

    public void Finish(int status)
    {
        Status = status;
        Milliseconds = Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
    }
}
