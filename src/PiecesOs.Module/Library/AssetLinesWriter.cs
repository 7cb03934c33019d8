using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Writes the file of <see cref="AssetLines"/> and hashes it meanwhile.</summary>
internal sealed class AssetLinesWriter : IDisposable
{
    private static readonly byte[] s_lineEnd = [(byte)'\n'];

    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = FileDigest.NewHash();
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
        Write(Encoding.UTF8.GetBytes(AssetLines.Of(asset)));
        Write(s_lineEnd);
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

    private void Write(byte[] bytes)
    {
        _hash.AppendData(bytes);
        _size += bytes.Length;
        OutputFile.Attempt(_path, () => _file.Write(bytes, 0, bytes.Length));
    }
}
