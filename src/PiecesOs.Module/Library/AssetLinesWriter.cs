using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Writes assets as lines of JSON, every member as the server sent it, and hashes the file meanwhile.</summary>
internal sealed class AssetLinesWriter : IDisposable
{
    private const int PieceLength = 32 * 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = FileDigest.NewHash();
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly char[] _piece = new char[PieceLength];
    private readonly byte[] _bytes = new byte[Encoding.UTF8.GetMaxByteCount(PieceLength)];
    private long _size;

    /// <summary>Begins a file.</summary>
    public AssetLinesWriter(string path)
    {
        _path = path;
        FileStream? file = null;
        OutputFile.Attempt(path, () => file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 64 * 1024));
        _file = file!;
    }

    /// <summary>Adds an asset.</summary>
    public void Write(Asset asset)
    {
        var json = asset.ToJson();
        for (var start = 0; start < json.Length; start += PieceLength)
            WritePiece(json, start, Math.Min(PieceLength, json.Length - start));
        WritePiece("\n", 0, 1, replaceLineBreaks: false);
    }

    /// <summary>Ends the file, on the disk itself.</summary>
    public FileDigest Finish()
    {
        OutputFile.Attempt(_path, () => _file.Flush(flushToDisk: true));
        return FileDigest.From(_hash, _size);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    /// <summary>An asset can be large, so it is not encoded as a whole. A surrogate pair may lie across two pieces; the encoder minds that.</summary>
    private void WritePiece(string text, int start, int length, bool replaceLineBreaks = true)
    {
        text.CopyTo(start, _piece, 0, length);
        for (var i = 0; i < length && replaceLineBreaks; i++)
        {
            // In valid JSON it stands between tokens, never in a string.
            if (_piece[i] is '\r' or '\n')
                _piece[i] = ' ';
        }

        var count = _encoder.GetBytes(_piece, 0, length, _bytes, 0, flush: false);
        _hash.AppendData(_bytes, 0, count);
        _size += count;
        OutputFile.Attempt(_path, () => _file.Write(_bytes, 0, count));
    }
}
