using PiecesOs.Server.Admin;

namespace PiecesOs.Server.Streams;

/// <summary>What went out on one socket: counted for the log, and bounded where a seeded fault says so.</summary>
internal sealed class SentBytes(RequestRecord? record, long? most)
{
    private long _sent;

    /// <summary>Whether a fault lets nothing more through.</summary>
    public bool IsCut => _sent >= most;

    /// <summary>How many of so many bytes may still go out; they count as sent.</summary>
    public int Take(int bytes)
    {
        var allowed = most is { } limit ? (int)long.Min(bytes, limit - _sent) : bytes;
        _sent += allowed;
        if (record is not null)
            record.ResponseBytes = _sent;
        return allowed;
    }
}
