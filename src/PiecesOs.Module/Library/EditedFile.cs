using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The content of an asset as a file in a folder of its own, which only the user can open. It is deleted unless it is kept.</summary>
internal sealed class EditedFile : IDisposable
{
    private static readonly Encoding s_strictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _original;
    private bool _isKept;

    private EditedFile(string path, byte[] original)
    {
        FullPath = path;
        _original = original;
    }

    /// <summary>The path of the file.</summary>
    public string FullPath { get; }

    /// <summary>Whether the file may contain a text that would be lost with it.</summary>
    public bool HasEdits
    {
        get
        {
            try
            {
                return Read() is { Length: > 0 } bytes && !IsOriginal(bytes);
            }
            catch (InputException)
            {
                return true;
            }
        }
    }

    /// <summary>Whether these bytes are what was written.</summary>
    public bool IsOriginal(byte[] bytes) => bytes.AsSpan().SequenceEqual(_original);

    /// <summary>Writes the file.</summary>
    /// <param name="asset">The asset, whose name and language determine the name of the file.</param>
    /// <param name="content">The content.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static EditedFile Create(Asset asset, byte[] content)
    {
        var path = Path.GetTempPath();
        try
        {
            path = Path.Combine(CreateFolder(), SafeFileName.From(asset.Name, asset.Id, asset.Language, isText: true).ToString());
            File.WriteAllBytes(path, content);
            return new EditedFile(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LibraryErrors.NotWritable(path, e);
        }
    }

    /// <summary>The bytes of the file; <see langword="null"/> if it no longer exists.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public byte[]? Read()
    {
        try
        {
            return File.Exists(FullPath) ? File.ReadAllBytes(FullPath) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.FileNotReadable(FullPath, e);
        }
    }

    /// <summary>The bytes of an edited file as text, with every character that the editor wrote; <see langword="null"/> if they are not text.</summary>
    public static string? Decode(byte[] bytes)
    {
        try
        {
            var text = s_strictUtf8.GetString(bytes);
            return text.IndexOf('\0') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return TextBytes.Decode(bytes);
        }
    }

    /// <summary>Keeps the file, because its text is not in the library.</summary>
    public void Keep() => _isKept = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isKept)
            return;
        try
        {
            Directory.Delete(Path.GetDirectoryName(FullPath)!, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An editor may still have the file open. The system cleans up its temporary folder.
        }
    }

    private static string CreateFolder()
    {
#if NETFRAMEWORK
        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "PiecesOs-" + Guid.NewGuid().ToString("N"))).FullName;
#else
        // On Unix, only the user can open it.
        return Directory.CreateTempSubdirectory("PiecesOs-").FullName;
#endif
    }
}
